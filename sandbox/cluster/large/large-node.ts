import type { ClusterObject } from '../cluster-object.ts';
import { before, DAY, hexOf, uidOf } from './made-up.ts';

const ZONES = ['a', 'b', 'c'];
const IMAGES = 30;
const PRESSURES = ['MemoryPressure', 'DiskPressure', 'PIDPressure'];

/** The name of the nth node. */
export const nodeName = (index: number): string => `node-${index}`;

/** A Node with the list of its images, and the Lease that its kubelet renews. */
export function largeNode(index: number, now: number): ClusterObject[] {
  const name = nodeName(index);
  const zone = `eu-1${ZONES[index % ZONES.length]}`;
  const createdAt = before(now, 30 * DAY);
  const renewedAt = new Date(now - 4000).toISOString();
  return [
    {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name,
        uid: uidOf(`node ${name}`),
        creationTimestamp: createdAt,
        labels: {
          'kubernetes.io/hostname': name,
          'kubernetes.io/os': 'linux',
          'kubernetes.io/arch': 'amd64',
          'node.kubernetes.io/instance-type': 'm5.2xlarge',
          'topology.kubernetes.io/zone': zone,
          'topology.kubernetes.io/region': 'eu-1',
        },
      },
      spec: { podCIDR: `10.${index >> 8}.${index & 255}.0/24`, providerID: `example:///${zone}/${name}` },
      status: statusOf(index, createdAt, before(now, 60_000)),
    },
    {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { name, namespace: 'kube-node-lease', creationTimestamp: createdAt },
      spec: { holderIdentity: name, leaseDurationSeconds: 40, renewTime: renewedAt.replace('Z', '000Z') },
    },
  ];
}

function statusOf(index: number, since: string, heartbeat: string): object {
  const times = { lastHeartbeatTime: heartbeat, lastTransitionTime: since };
  return {
    capacity: { cpu: '8', memory: '32Gi', pods: '110', 'ephemeral-storage': '100Gi' },
    allocatable: { cpu: '7910m', memory: '30Gi', pods: '110', 'ephemeral-storage': '90Gi' },
    conditions: [
      ...PRESSURES.map((type) => ({ type, status: 'False', reason: `KubeletHasNo${type}`, ...times })),
      {
        type: 'Ready',
        status: 'True',
        reason: 'KubeletReady',
        message: 'kubelet is posting ready status',
        ...times,
      },
    ],
    addresses: [
      { type: 'InternalIP', address: `10.0.${index >> 8}.${index & 255}` },
      { type: 'Hostname', address: nodeName(index) },
    ],
    daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
    nodeInfo: {
      kubeletVersion: 'v1.34.9',
      osImage: 'Debian GNU/Linux 12 (bookworm)',
      kernelVersion: '6.1.0-28-amd64',
      containerRuntimeVersion: 'containerd://1.7.24',
      operatingSystem: 'linux',
      architecture: 'amd64',
    },
    images: Array.from({ length: IMAGES }, (_, at) => ({
      names: [
        `registry.example/app-${at}@sha256:${hexOf(`image ${index} ${at}`, 64)}`,
        `registry.example/app-${at}:1.${index % 40}.0`,
      ],
      sizeBytes: 80_000_000 + at,
    })),
  };
}
