import { createLookup } from '../../domain/cluster/lookup.ts';
import { refWords } from '../../domain/cluster/object-ref.ts';
import type { EvidenceItem } from '../../domain/evidence.ts';
import type { IncidentId } from '../../domain/fact.ts';
import { harmless } from '../../domain/harmless.ts';
import { SECOND } from '../../domain/instant.ts';
import type { Proposal } from '../../domain/proposal/proposal.ts';
import { byteLength } from '../../domain/query/cut-bytes.ts';
import { redactObject } from '../../domain/redaction/redact-object.ts';
import { logText } from '../../domain/wording/log-text.ts';
import { ClusterFailure } from '../../ports/cluster-failure.ts';
import { appendToIncident } from '../append-to-incident.ts';
import type { ExecutorDeps } from './executor-deps.ts';
import type { Prepared } from './prepare-change.ts';
import { keepNote } from './situation-notes.ts';

/** The pods that a change takes away, as far as their logs are kept; each with its last lines. */
const MOST_PODS = 3;
const LOG_LINES = 300;

/** Nobody waits longer for logs than this: the change is approved, and its time runs. */
const LOGS = 6 * SECOND;

type Exhibit = Pick<EvidenceItem, 'id' | 'kind' | 'title'> & { readonly text: string };

/**
 * Keeps what a change may take away, right before it: the object, and the logs of pods that would go; and the note by
 * which it is verified afterwards. Logs that can't be had are left out. Throws Unavailable.
 */
export async function keepBefore(
  deps: ExecutorDeps,
  id: IncidentId,
  proposal: Proposal,
  prepared: Prepared,
): Promise<void> {
  const { situation, actionPlan } = prepared;
  await keepNote(deps, id, proposal, { situation, pinned: actionPlan.pinned });
  const exhibits = [objectOf(proposal, prepared), ...(await logsOf(deps, proposal, prepared))];
  const at = deps.clock.now();
  const items: EvidenceItem[] = [];
  for (const { text, ...exhibit } of exhibits) {
    const digest = await deps.evidence.keep(id, exhibit.id, text);
    items.push({ ...exhibit, at, bytes: byteLength(text), digest });
  }
  await appendToIncident(deps, id, () => [{ kind: 'evidence.kept', items }]);
}

function objectOf({ proposal }: Proposal, { situation: { raw, object } }: Prepared): Exhibit {
  return {
    id: `before-${proposal}-object`,
    kind: 'object',
    title: `${refWords(object)} right before proposal ${proposal}`,
    text: harmless(JSON.stringify(redactObject(raw), null, 2)),
  };
}

async function logsOf(
  { clock }: Pick<ExecutorDeps, 'clock'>,
  { proposal }: Proposal,
  { situation: { object, view }, reader }: Prepared,
): Promise<readonly Exhibit[]> {
  const pods = object.kind === 'Pod' ? [object] : createLookup(view).podsOf(object).slice(0, MOST_PODS);
  const until = clock.now() + LOGS;
  const wanted = pods.flatMap((pod) =>
    pod.containers.map(({ name }) => ({ namespace: pod.namespace ?? '', pod: pod.name, container: name })),
  );
  const logs = wanted.map(async (of): Promise<readonly Exhibit[]> => {
    try {
      const { lines } = await reader.logs({ ...of, previous: false, since: null, tail: LOG_LINES }, until);
      if (lines.length === 0) return [];
      const title = `Log of ${of.namespace}/${of.pod}, container ${of.container}, right before proposal ${proposal}`;
      const place = `${of.namespace}-${of.pod}-${of.container}`;
      return [{ id: `before-${proposal}-log-${place}`, kind: 'log', title, text: logText(lines) }];
    } catch (error) {
      if (error instanceof ClusterFailure) return [];
      throw error;
    }
  });
  return (await Promise.all(logs)).flat();
}
