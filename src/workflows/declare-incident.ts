import { isPerson } from '../domain/actor.ts';
import { MAX_TITLE } from '../domain/decide.ts';
import type { FactBody } from '../domain/fact.ts';
import type { Incident } from '../domain/incident.ts';
import type { Policy } from '../domain/policy.ts';
import type { Asking } from '../domain/request.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { Severity } from '../domain/severity.ts';
import { Unavailable } from '../ports/failures.ts';
import type { IncidentLog } from '../ports/incident-log.ts';
import type { Jobs } from '../ports/jobs.ts';
import type { Metrics } from '../ports/metrics.ts';
import { appendHappenings } from './append-happenings.ts';

export type DeclareDeps = {
  readonly log: IncidentLog;
  readonly jobs: Jobs;
  readonly metrics: Metrics;
  /** What holds for an incident that a person declares, before what they said about it. */
  readonly defaultPolicy: Policy;
};

/**
 * A person declares an incident: it opens at once, without triage. The same request id twice is the same incident.
 * Throws Unavailable when the log can't be reached.
 */
export async function declareIncident(
  deps: DeclareDeps,
  input: {
    readonly title: string;
    readonly severity: Severity;
    readonly cluster: string | null;
    readonly namespace: string | null;
    readonly private: boolean;
    readonly drill: boolean;
    readonly asking: Asking;
    readonly requestId: string;
  },
): Promise<Result<Incident>> {
  const title = input.title.trim();
  if (title === '' || title.length > MAX_TITLE) {
    return refuse({
      kind: 'invalid',
      what:
        title === ''
          ? 'A title is missing.'
          : `A title has at most ${MAX_TITLE} characters, this one has ${title.length}.`,
      example: '/incident declare sev2 Checkout rejects cards',
    });
  }
  const earlier = await answered(deps.log, input.requestId);
  if (earlier) return ok(earlier);
  const number = await deps.log.nextNumber();
  const result = await appendHappenings(deps, {
    base: null,
    id: `INC-${number}`,
    happenings: [{ body: declaration(deps.defaultPolicy, { ...input, title }, number), ...input.asking }],
    at: input.asking.at,
    request: { id: input.requestId, answer: ({ id }) => ({ incident: id }) },
  });
  if (result.outcome === 'repeated') {
    const repeated = await answered(deps.log, input.requestId);
    if (repeated) return ok(repeated);
  }
  if (result.outcome !== 'appended') throw new Unavailable(`declaration-${result.outcome}`);
  deps.metrics.count('incidents_declared_total', {
    origin: isPerson(input.asking.by) ? 'person' : 'keyturn',
  });
  const { incident } = result.loaded;
  await deps.jobs.advance(incident.id);
  return ok(incident);
}

async function answered(log: IncidentLog, requestId: string): Promise<Incident | null> {
  const answer = await log.answerTo(requestId);
  if (typeof answer !== 'object' || answer === null || !('incident' in answer)) return null;
  return typeof answer.incident === 'string' ? ((await log.load(answer.incident))?.incident ?? null) : null;
}

function declaration(
  policy: Policy,
  input: Omit<Parameters<typeof declareIncident>[1], 'requestId'>,
  number: number,
): FactBody {
  return {
    kind: 'incident.declared',
    number,
    title: input.title,
    status: 'investigating',
    origin: 'person',
    severity: input.severity,
    namespace: input.namespace,
    drill: input.drill,
    policy: {
      ...policy,
      outcome: 'open',
      severity: input.severity,
      cluster: input.cluster ?? policy.cluster,
      private: input.private || policy.private,
    },
    correlationKey: null,
    links: [],
    beganAt: input.asking.at,
  };
}
