import { describe, expect, it } from 'vitest';
import { imagePull } from '../../../src/diagnosis/checks/image-pull.ts';
import { MINUTE } from '../../../src/domain/instant.ts';
import { situation, TAKEN } from '../../builders/cluster.ts';
import { event, status, waiting } from '../../builders/cluster-pods.ts';
import { deployment, podOf, replicaSet } from '../../builders/cluster-workloads.ts';

const checkout = deployment();
const revision = replicaSet(checkout);
const world = { deployments: [checkout], replicasets: [revision] };

const pulling = (reason: string, message = '', over: Parameters<typeof podOf>[1] = {}) =>
  podOf(revision, {
    name: 'checkout-a',
    phase: 'Pending',
    createdAt: TAKEN - 8 * MINUTE,
    containers: [status({ ready: false, state: waiting(reason, message) })],
    ...over,
  });

const findings = (pod: ReturnType<typeof pulling>, events: ReturnType<typeof event>[] = []) =>
  imagePull.run(situation({ ...world, pods: [pod], events }));

describe('an image that can not be pulled', () => {
  it.each([
    ['manifest unknown: manifest tagged by "1.0" is not found', 'the registry does not have it'],
    ['unexpected status: 401 Unauthorized', 'the registry does not accept the credentials'],
    ['pull access denied', 'the registry does not accept the credentials'],
    [
      'pull access denied, repository does not exist or may require authorization',
      'the registry does not have it, or wants other credentials',
    ],
    ['429 Too Many Requests - toomanyrequests: rate limit', 'the registry limits how much is pulled'],
    [
      'tls: failed to verify certificate: x509: unknown authority',
      "the registry's certificate is not accepted",
    ],
    ['no match for platform in manifest: not found', "it is not made for the node's architecture"],
    ['dial tcp: lookup registry.local: no such host', 'the registry can not be reached'],
  ])('%s: %s', (message, why) => {
    const [finding] = findings(pulling('ErrImagePull', message));

    expect(finding?.sentence).toBe(
      `Image checkout:1.0 for the pod of Deployment shop/checkout can not be pulled since 02:59 UTC: ${why}`,
    );
    expect(finding?.confidence).toBe('proven');
  });

  it("takes the registry's words from the event while the status only says back-off", () => {
    const pod = pulling('ImagePullBackOff', 'Back-off pulling image "registry.local/shop/checkout:1.0"');
    const failed = event(pod, {
      reason: 'Failed',
      message: 'Failed to pull image "registry.local/shop/checkout:1.0": manifest unknown',
    });

    expect(findings(pod, [failed])[0]?.sentence).toContain('the registry does not have it');
  });

  it('says which pull secrets the pod names, or that it names none', () => {
    const named = { spec: { pullSecrets: ['registry-login'] } };

    expect(findings(pulling('ErrImagePull', '401', named))[0]?.evidence[2]?.text).toBe('registry-login');
    expect(findings(pulling('ErrImagePull', '401'))[0]?.evidence[2]?.text).toBe('the pod names none');
  });

  it('is no finding while a container is only being made, or has ended', () => {
    expect(findings(pulling('ContainerCreating'))).toEqual([]);
    expect(findings(pulling('ErrImagePull', '', { phase: 'Failed' }))).toEqual([]);
    expect(findings(podOf(revision))).toEqual([]);
  });
});
