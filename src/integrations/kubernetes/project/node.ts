import type { Lease, Node, Taint } from '../../../domain/cluster/node.ts';
import { type Fields, fields, flag, list, number, text, textOrNull, texts } from './fields.ts';
import { conditions, meta } from './meta.ts';
import { moment } from './moment.ts';
import type { Reading } from './reading.ts';

export function node(item: Fields, reading: Reading): Node {
  const [spec, status] = [fields(item.spec), fields(item.status)];
  const info = fields(status.nodeInfo);
  return {
    ...meta('Node', item, reading),
    unschedulable: flag(spec.unschedulable),
    taints: list(spec.taints).map(taint),
    podCidr: textOrNull(spec.podCIDR),
    conditions: conditions(status.conditions, reading),
    capacity: reading.quantities(status.capacity),
    allocatable: reading.quantities(status.allocatable),
    architecture: text(info.architecture),
    kubeletVersion: text(info.kubeletVersion),
    addresses: list(status.addresses).map((entry) => {
      const { type, address } = fields(entry);
      return { type: text(type), address: text(address) };
    }),
    images: list(status.images).flatMap((image) =>
      texts(fields(image).names).filter((name) => name.includes('@sha256:')),
    ),
  };
}

function taint(entry: unknown): Taint {
  const { key, value, effect, timeAdded } = fields(entry);
  return { key: text(key), value: text(value), effect: text(effect), addedAt: moment(timeAdded) };
}

export function lease(item: Fields, reading: Reading): Lease {
  const spec = fields(item.spec);
  return {
    ...meta('Lease', item, reading, { managers: 'none' }),
    holder: text(spec.holderIdentity),
    renewedAt: moment(spec.renewTime),
    duration: number(spec.leaseDurationSeconds),
  };
}
