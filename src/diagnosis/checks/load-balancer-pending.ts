import type { ClusterEvent } from '../../domain/cluster/event.ts';
import type { Service } from '../../domain/cluster/network.ts';
import { refOf, refWords } from '../../domain/cluster/object-ref.ts';
import type { Finding } from '../../domain/finding.ts';
import { HOUR, type Instant, MINUTE } from '../../domain/instant.ts';
import { oneLine } from '../../domain/one-line.ts';
import type { Check, Situation } from '../check.ts';
import { clock } from '../words/clock.ts';
import { look } from '../words/look.ts';
import { line } from '../words/proof.ts';

/** Clouds take some minutes to make one. */
const PATIENCE = 5 * MINUTE;

/** Warnings about a Service that tell of its endpoints or its cluster address, not of its load balancer. */
const ELSEWHERE = /Endpoint|NotAllocated$|AlreadyAllocated$|OutOfRange$/;

/** What a controller puts before the cloud's own words. */
const PREFIX =
  /^(?:Error syncing load balancer: (?:failed to ensure load balancer: )?|Failed (?:build|deploy) model due to |Failed to allocate IP for "[^"]*": )/;

/**
 * What the controllers write: `SyncLoadBalancerFailed` of cloud-provider's service controller
 * (https://github.com/kubernetes/cloud-provider/blob/master/controllers/service/controller.go), `FailedBuildModel` and
 * `FailedDeployModel` of the AWS Load Balancer Controller (pkg/k8s/events.go), `AllocationFailed` of MetalLB
 * (controller/service.go).
 */
const classes: readonly { readonly said: RegExp; readonly why: string }[] = [
  {
    said: /AccessDenied|UnauthorizedOperation|not authorized|AuthorizationFailed|[Ff]orbidden/,
    why: 'its controller may not make one',
  },
  { said: /no available IPs|IPAddressInUse|in-use by|pool .* exhausted/, why: 'no address is free for it' },
  { said: /[Qq]uota|[Ll]imitExceeded|TooManyLoadBalancers/, why: 'a limit of the cloud is reached' },
  { said: /subnet/, why: 'no subnet is found for it' },
];

/** Check 42: Services that wait for their load balancer longer than it takes, with what its controller says. */
export const loadBalancerPending: Check = {
  id: 'load-balancer-pending',
  title: 'Services that wait for the address of their load balancer, and why',
  reads: ['services'],
  uses: ['events'],
  run: (situation) => {
    const balanced = situation.view.services.filter(({ type }) => type === 'LoadBalancer');
    // Where none has an address, as in many a cluster without a cloud, nobody may be there to give one.
    const given = balanced.some(({ loadBalancer }) => loadBalancer.length > 0);
    return balanced.flatMap((service) => {
      if (service.loadBalancer.length > 0 || service.deletionAt !== null) return [];
      const since = waitsSince(service);
      return situation.view.takenAt - since < PATIENCE ? [] : [finding(service, since, given, situation)];
    });
  },
};

/** Since it was made, or since its type was written: it may have been another one. */
function waitsSince({ createdAt, managers }: Service): Instant {
  const written = managers.filter(({ paths }) => paths.includes('spec.type')).flatMap(({ at }) => at ?? []);
  return Math.max(createdAt, ...written);
}

function finding(service: Service, since: Instant, given: boolean, situation: Situation): Finding {
  const { view } = situation;
  const said = complaint(service, situation);
  const when = clock(since, view.takenAt);
  const unsaid = given ? 'and nobody says why' : 'and no Service of this cluster has one';
  return {
    check: 'load-balancer-pending',
    object: refOf(service),
    affects: [],
    sentence: `${refWords(service)} waits since ${when} for the address of its load balancer${said ? `: ${whyWords(said)}` : `, ${unsaid}`}`,
    confidence: said ? 'proven' : given ? 'consistent' : 'context',
    severity: said || given ? 'high' : 'medium',
    // Whatever is wrong with the pods behind it has another reason.
    layer: 'mechanism',
    changedAt: since,
    evidence: [
      ...(said ? [line('Said', oneLine(`${said.reason}: ${said.message}`, 500))] : []),
      ...(said && said.count > 1 ? [line('Tried', triedWords(said, view.takenAt))] : []),
      line('Until then', nodePortWords(service)),
    ],
    lookNext: [look.describe(service), look.events(service)],
    help: null,
  };
}

/** The last warning about it that tells of its load balancer; null: there is none, or it has expired. */
function complaint(service: Service, { view, lookup }: Situation): ClusterEvent | null {
  const last = lookup
    .eventsAbout({ ...refOf(service), uid: service.uid })
    .findLast(({ type, reason }) => type === 'Warning' && !ELSEWHERE.test(reason));
  return last && view.takenAt - last.lastAt <= HOUR ? last : null;
}

function whyWords({ message }: ClusterEvent): string {
  const words = oneLine(message.replace(PREFIX, ''), 200);
  const known = classes.find(({ said }) => said.test(message));
  return known ? `${known.why} (${words})` : words;
}

function triedWords({ count, firstAt }: ClusterEvent, takenAt: Instant): string {
  return `${count} times since ${clock(firstAt, takenAt)}`;
}

function nodePortWords({ ports }: Service): string {
  const words = ports.flatMap(({ port, nodePort }) => (nodePort === null ? [] : [`${port} by ${nodePort}`]));
  return words.length === 0
    ? 'reached only inside the cluster'
    : `reached by node ports: ${words.join(', ')}`;
}
