import type { FieldManager, Meta } from '../../cluster/meta.ts';
import type { Warning } from '../warning.ts';
import { named } from './counted.ts';

const ownControllers = new Set([
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'Node',
]);

/** Programs by which people change things by hand: they put nothing back by themselves. */
const byHand = /^(?:kubectl.*|keyturn.*|Mozilla|node-fetch|unknown|k9s|lens.*|OpenAPI-Generator)$/i;

/** Programs of the control plane; what they write is no wish of anybody. */
const controlPlane = /^(?:kube-.*|kubelet|cloud-controller-manager|k3s|rke2)$/;

/**
 * Who would put a changed object back: GitOps, an operator that made it, the next upgrade of a Helm release; and who
 * else declares the fields that would be touched. `touched` is dotted, as managedFields are read: `spec.replicas`.
 */
export function keeperWarnings(object: Meta, touched: readonly string[]): readonly Warning[] {
  const keeper = keeperOf(object);
  if (keeper !== null) {
    const sentence = keeper.atOnce
      ? `This will be reverted by ${keeper.who}, which keeps the object as it is written elsewhere. Change it there, too.`
      : `This will be reverted by ${keeper.who} at its next run. Change it there, too.`;
    return [{ id: 'reverted', level: keeper.atOnce ? 'must-acknowledge' : 'note', sentence, measure: 1 }];
  }
  const others = [
    ...new Set(object.managers.filter((each) => declares(each, touched)).map(({ name }) => name)),
  ];
  return others.length === 0
    ? []
    : [
        {
          id: 'owned-field',
          level: 'must-acknowledge',
          sentence: `Another program declares what this changes (${named(others)}) and may put it back.`,
          measure: others.length,
        },
      ];
}

type Keeper = { readonly who: string; readonly atOnce: boolean };

function keeperOf({ labels, annotations, owner }: Meta): Keeper | null {
  const argo =
    annotations['argocd.argoproj.io/tracking-id']?.split(':')[0] ?? labels['argocd.argoproj.io/instance'];
  if (argo) return { who: `Argo CD application ${argo}`, atOnce: true };
  const kustomization = labels['kustomize.toolkit.fluxcd.io/name'];
  if (kustomization) return { who: `Flux Kustomization ${kustomization}`, atOnce: true };
  const fluxRelease = labels['helm.toolkit.fluxcd.io/name'];
  if (fluxRelease) return { who: `Flux HelmRelease ${fluxRelease}`, atOnce: true };
  if (owner !== null && !ownControllers.has(owner.kind))
    return { who: `${owner.kind} ${owner.name}`, atOnce: true };
  const release = annotations['meta.helm.sh/release-name'];
  if (release) return { who: `Helm release ${release}`, atOnce: false };
  const manager = labels['app.kubernetes.io/managed-by'];
  return manager ? { who: manager, atOnce: false } : null;
}

/** Applied fields are held against others; plain updates only tell who wrote last. */
function declares(
  { name, operation, subresource, paths }: FieldManager,
  touched: readonly string[],
): boolean {
  if (operation !== 'Apply' || subresource === 'status' || byHand.test(name) || controlPlane.test(name))
    return false;
  return paths.some((path) =>
    touched.some((each) => path === each || isBelow(path, each) || isBelow(each, path)),
  );
}

function isBelow(path: string, above: string): boolean {
  return path.startsWith(above) && /^[.[]/.test(path.slice(above.length));
}
