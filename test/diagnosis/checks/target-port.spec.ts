import { describe, expect, it } from 'vitest';
import { targetPort } from '../../../src/diagnosis/checks/target-port.ts';
import { HOUR } from '../../../src/domain/instant.ts';
import { situation, TAKEN } from '../../builders/cluster.ts';
import { service } from '../../builders/cluster-network.ts';
import { container } from '../../builders/cluster-pods.ts';
import { deployment, podOf, replicaSet } from '../../builders/cluster-workloads.ts';

const port = (targetPort: string, protocol = 'TCP') => ({
  name: null,
  port: 80,
  targetPort,
  protocol,
  nodePort: null,
});

const http = { name: 'http', port: 8080, protocol: 'TCP', hostPort: null };
const checkout = deployment();
const set = replicaSet(checkout);
const world = { deployments: [checkout], replicasets: [set] };

describe('a target port', () => {
  const run = (target: ReturnType<typeof port>, ports = [http], over: Parameters<typeof service>[0] = {}) =>
    targetPort.run(
      situation({
        ...world,
        pods: [podOf(set, { spec: { containers: [container({ ports })] } })],
        services: [service({ ports: [target], ...over })],
      }),
    );

  it('by a name that no container has leads nowhere', () => {
    expect(run(port('web'))[0]).toMatchObject({
      sentence:
        'Service shop/checkout sends port 80 to named port web, which Deployment shop/checkout does not have (it has ports http 8080)',
      confidence: 'proven',
      layer: 'cause',
    });
  });

  it('by a number that no container lists may still be listened on', () => {
    expect(run(port('9090'))[0]?.confidence).toBe('consistent');
    expect(run(port('9090'), [])).toEqual([]);
  });

  it('is of a protocol, too', () => {
    expect(run(port('http', 'UDP'))).toHaveLength(1);
  });

  it.each(['8080', 'http'])('%s is right', (target) => {
    expect(run(port(target))).toEqual([]);
  });

  it('is dated by the program that wrote the ports', () => {
    const managers = [
      {
        name: 'helm',
        operation: 'Update',
        subresource: null,
        at: TAKEN - HOUR,
        paths: ['spec.ports[80/TCP].targetPort'],
      } as const,
    ];

    expect(run(port('web'), [http], { managers })[0]?.changedAt).toBe(TAKEN - HOUR);
  });

  it("of a Service without pods is another check's business", () => {
    expect(targetPort.run(situation({ services: [service({ ports: [port('web')] })] }))).toEqual([]);
  });
});
