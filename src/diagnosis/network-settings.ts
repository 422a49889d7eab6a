import type { TemplateChange } from '../domain/cluster/template-change.ts';
import type { Evidence } from '../domain/finding.ts';
import { line } from './words/proof.ts';

/** What a setting of a network program means; `readings`: how a change of it may and may not be the fault. */
type Setting = { readonly means: string; readonly readings: readonly string[] };

/** Settings as their makers document them (https://github.com/aws/amazon-vpc-cni-k8s, README, "CNI configuration variables"). */
const settings: Readonly<Record<string, Setting>> = {
  AWS_VPC_K8S_CNI_EXTERNALSNAT: {
    means:
      'false (the default): a node puts its own address on what pods send out of the VPC (SNAT). true: it does not, and a NAT device outside of the node must',
    readings: [
      'With true: a fault where no NAT gateway is on the way of these nodes. Then nothing outside of the VPC answers pods, while all inside does. Right where there is one, or where others must see the addresses of pods',
      'With false: a fault where others let in only the addresses of pods or of the NAT gateway, or must reach pods themselves. Right for nodes that stand in a public subnet',
    ],
  },
  AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS: {
    means: 'networks to which pods go with their own address, besides the VPC itself',
    readings: [
      'A fault when a network was added that can not answer the addresses of pods, or taken away that lets in only these',
    ],
  },
  ENABLE_PREFIX_DELEGATION: {
    means: 'true: nodes take addresses for pods in blocks of 16 instead of one by one',
    readings: ['A fault when the subnet has no whole block left: then new pods get no address'],
  },
};

/** For changed settings that are known: what they mean, and both ways to read the change, none of them taken for sure. */
export function readings(diff: readonly TemplateChange[]): readonly Evidence[] {
  return diff.flatMap(({ field, before, after }) => {
    const name = field.replace(/^env /, '');
    const setting = Object.hasOwn(settings, name) ? settings[name] : undefined;
    if (!setting) return [];
    return [
      line(`${name} means`, setting.means),
      line('Changed', `${before ?? 'not set'} before, ${after ?? 'not set'} now`),
      ...setting.readings.map((reading, index) => line(`Reading ${index + 1}`, reading)),
    ];
  });
}
