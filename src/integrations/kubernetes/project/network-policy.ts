import type { NetworkPeer, NetworkPolicy, NetworkRule } from '../../../domain/cluster/network.ts';
import {
  type Fields,
  fields,
  isFields,
  list,
  numberOrName,
  numberOrNull,
  text,
  textOrNull,
  texts,
} from './fields.ts';
import { meta, selector, selectorOrNull } from './meta.ts';
import type { Reading } from './reading.ts';

export function networkPolicy(item: Fields, reading: Reading): NetworkPolicy {
  const spec = fields(item.spec);
  return {
    ...meta('NetworkPolicy', item, reading, { managers: 'paths' }),
    pods: selector(spec.podSelector),
    types: typesOf(spec),
    ingress: list(spec.ingress).map((rule) => networkRule(fields(rule), 'from')),
    egress: list(spec.egress).map((rule) => networkRule(fields(rule), 'to')),
  };
}

/** Left out: Ingress always, Egress when there are egress rules, as the API reference says. */
function typesOf({ policyTypes, egress }: Fields): NetworkPolicy['types'] {
  const given = texts(policyTypes).filter((type) => type === 'Ingress' || type === 'Egress');
  if (given.length > 0) return given;
  return list(egress).length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

function networkRule(rule: Fields, side: 'from' | 'to'): NetworkRule {
  return {
    peers: list(rule[side]).map((entry) => peer(fields(entry))),
    ports: list(rule.ports).map((entry) => {
      const { protocol, port, endPort } = fields(entry);
      return { protocol: text(protocol, 'TCP'), port: numberOrName(port), endPort: numberOrNull(endPort) };
    }),
  };
}

function peer({ podSelector, namespaceSelector, ipBlock }: Fields): NetworkPeer {
  const block = isFields(ipBlock) ? ipBlock : null;
  return {
    pods: selectorOrNull(podSelector),
    namespaces: selectorOrNull(namespaceSelector),
    cidr: block ? textOrNull(block.cidr) : null,
    except: block ? texts(block.except) : [],
  };
}
