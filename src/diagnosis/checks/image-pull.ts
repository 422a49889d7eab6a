import { imageWord } from '../../domain/cluster/image.ts';
import type { Lookup } from '../../domain/cluster/lookup.ts';
import { isMeant, isWaiting, type Run, runsOf } from '../../domain/cluster/runs.ts';
import type { Finding } from '../../domain/finding.ts';
import { oneLine } from '../../domain/one-line.ts';
import { type Afflicted, afflicted, refsOf, whoWords } from '../afflicted.ts';
import type { Check, Situation } from '../check.ts';
import { clock } from '../words/clock.ts';
import { listed } from '../words/listed.ts';
import { look } from '../words/look.ts';
import { line, table } from '../words/proof.ts';

/** What a kubelet calls it when it can't have an image. The first two take turns at each try. */
const reasons = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'ErrImageNeverPull',
  'InvalidImageName',
  'ImageInspectError',
  'RegistryUnavailable',
]);

/** Registries and runtimes say it in their own words; the first that fits counts. */
const classes: readonly (readonly [RegExp, string])[] = [
  [/429|too ?many ?requests|rate limit/i, 'the registry limits how much is pulled'],
  [/x509|certificate|HTTP response to HTTPS|tls:/i, "the registry's certificate is not accepted"],
  [/no match for platform|no matching manifest/i, "it is not made for the node's architecture"],
  [
    /no such host|i\/o timeout|connection refused|deadline exceeded|dial tcp/i,
    'the registry can not be reached',
  ],
  [/no space left/i, 'the node has no room for it'],
  [
    /repository does not exist or may require|insufficient_scope/i,
    'the registry does not have it, or wants other credentials',
  ],
  [/manifest unknown|not found|does not exist|name unknown/i, 'the registry does not have it'],
  [
    /\b40[13]\b|unauthorized|denied|no basic auth|authentication required/i,
    'the registry does not accept the credentials',
  ],
  [/InvalidImageName|couldn't parse image/i, 'its name is not valid'],
  [/never|ErrImageNeverPull/i, 'it is not on the node, and the pull policy is Never'],
];

type Missing = Run & { readonly said: string; readonly why: string | null };

/** Check 16: images that can't be had, with the registry's reason. */
export const imagePull: Check = {
  id: 'image-pull',
  title: "Images that can't be pulled, with the reason",
  reads: ['pods'],
  uses: ['events'],
  run: (situation) => {
    const missing = runsOf(situation.view.pods.filter(isMeant), isWaiting).flatMap(
      (run): readonly Missing[] => {
        const { state } = run.status;
        if (state?.kind !== 'waiting' || !reasons.has(state.reason)) return [];
        const said = saidOf(run, state, situation.lookup);
        return [{ ...run, said, why: classes.find(([words]) => words.test(said))?.[1] ?? null }];
      },
    );
    return afflicted(missing, situation.lookup, ({ spec }) => `${spec.name} ${spec.image}`).map((group) =>
      finding(group, situation),
    );
  },
};

/** In back-off the status only says so; the event of the try before has the registry's words. */
function saidOf(
  { pod, spec }: Run,
  state: { readonly reason: string; readonly message: string },
  lookup: Lookup,
): string {
  const tries = lookup
    .eventsAbout(pod)
    .filter(
      ({ reason, message }) => reason === 'Failed' && message.includes(spec.image) && /pull/i.test(message),
    );
  const tried = tries.at(-1)?.message ?? '';
  const told = state.reason === 'ImagePullBackOff' && /^Back-off pulling image "[^"]*"$/.test(state.message);
  return `${state.reason} ${told ? tried : state.message || tried}`.trim();
}

function finding(group: Afflicted<Missing>, { view, lookup }: Situation): Finding {
  const { hits, workload, pods } = group;
  const [{ spec, pod, why }] = hits;
  const said = hits.find((hit) => hit.why !== null)?.said ?? hits[0].said;
  const reason = hits.find((hit) => hit.why !== null)?.why ?? why;
  const began = Math.min(...hits.map(({ pod: each }) => beganAt(each, lookup)));
  const secrets = pod.spec.pullSecrets;
  return {
    check: 'image-pull',
    object: workload,
    affects: refsOf(pods),
    sentence: `Image ${imageWord(spec.image)} for ${whoWords(group)} can not be pulled since ${clock(began, view.takenAt)}${reason ? `: ${reason}` : ''}`,
    confidence: 'proven',
    severity: 'high',
    layer: 'mechanism',
    changedAt: began,
    evidence: [
      line('Image', `container ${spec.name}: ${spec.image}, pull policy ${spec.pullPolicy}`),
      line('Said', oneLine(said, 500)),
      line('Pull secrets', secrets.length === 0 ? 'the pod names none' : listed(secrets, 5)),
      table(
        'Pods',
        ['pod', 'node', 'made'],
        pods.map(({ name, node, createdAt }) => [name, node ?? '-', clock(createdAt, view.takenAt)]),
      ),
    ],
    lookNext: [look.events(pod), ...(workload.kind === 'Pod' ? [] : [look.rollout(workload)])],
    help: null,
  };
}

/** A pod that never ran has waited since it was made; one that ran before, since the first try that is told of. */
function beganAt(pod: Run['pod'], lookup: Lookup): number {
  if (pod.containers.every(({ restarts }) => restarts === 0)) return pod.createdAt;
  const failed = lookup
    .eventsAbout(pod)
    .find(({ reason, message }) => reason === 'Failed' && /pull/i.test(message));
  return failed?.firstAt ?? pod.createdAt;
}
