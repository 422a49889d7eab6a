import type { PodSpec } from '../domain/cluster/pod-spec.ts';
import type { DaemonSet } from '../domain/cluster/workload.ts';

/** Where kubelets look for network plugins (https://www.cni.dev/docs/spec/); a program that writes there installs one. */
const cniFolder = /^\/(?:etc|opt)\/cni(?:\/|$)/;

/** Programs of a node's network that install no plugin: they route Services and answer names. */
const others = /^(?:kube-proxy|node-local-dns|nodelocaldns|ip-masq-agent)/;

/** True for pods that use the node's network and install a network plugin (CNI) on it. */
export function installsNetwork({ hostNetwork, volumes }: PodSpec): boolean {
  return hostNetwork && volumes.some((volume) => volume.kind === 'HostPath' && cniFolder.test(volume.source));
}

/** True for a DaemonSet that makes the network of its nodes: a CNI anywhere, or kube-system's proxy and name cache. */
export function makesNetwork({ namespace, name, template }: DaemonSet): boolean {
  return installsNetwork(template.spec) || (namespace === 'kube-system' && others.test(name));
}
