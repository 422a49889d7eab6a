import type { FactBody } from './fact.ts';
import type { Incident } from './incident.ts';
import { runningWatches } from './investigation.ts';
import type { Request } from './request.ts';
import { ok, type Refused, type Result, refuse } from './result.ts';

type Asked = Extract<Request, { kind: 'ask-cluster' | 'ask-diagnosis' | 'start-watch' | 'end-watch' }>;

/** More questions than this at once are a script, or a cluster that does not answer. */
const MOST_PENDING = 20;

/** Each watch edits its message; all of them share what Slack allows. */
const MOST_WATCHES = 3;

/** What follows when a person wants to know something of the cluster. Answers go to the channel, so there must be one. */
export function decideInvestigation(incident: Incident, request: Asked): Result<readonly FactBody[]> {
  const { queries, lastQuery, lastWatch, diagnosis } = incident.investigation;
  const watches = runningWatches(incident.investigation);
  if (!incident.opened) return notOpened(incident);
  switch (request.kind) {
    case 'ask-cluster': {
      if (queries.length >= MOST_PENDING) return tooMany(queries.length);
      return ok([{ kind: 'query.asked', query: lastQuery + 1, question: request.question }]);
    }
    case 'ask-diagnosis': {
      const { about, cluster } = request;
      if (diagnosis.asked !== null && diagnosis.failure === null) return alreadyAsked();
      return ok([{ kind: 'diagnosis.asked', about, cluster }]);
    }
    case 'start-watch': {
      const { question, until } = request;
      const same = watches.find((watch) => watch.question.text === question.text);
      if (same) return ok([]);
      if (watches.length >= MOST_WATCHES) return tooManyWatches(watches.length);
      return ok([{ kind: 'watch.started', watch: lastWatch + 1, question, until }]);
    }
    case 'end-watch':
      return endWatches(incident, request.watch);
  }
}

function endWatches(incident: Incident, which: number | null): Result<readonly FactBody[]> {
  const watches = runningWatches(incident.investigation);
  const ended = watches.filter(({ watch }) => which === null || watch === which);
  if (ended.length === 0) {
    return refuse({
      kind: 'not-found',
      what:
        watches.length === 0
          ? 'Nothing is being watched.'
          : `There is no watch ${which}. Running: ${watches.map(({ watch, question }) => `${watch} (${question.text})`).join(', ')}.`,
      example: '/incident watch get pods -n shop',
    });
  }
  return ok(ended.map(({ watch }) => ({ kind: 'watch.ended', watch, why: 'asked' }) as const));
}

function notOpened({ id, status }: Incident): Refused {
  return refuse({
    kind: 'conflict',
    what:
      status === 'triage'
        ? `${id} has no channel yet, so there is no place for the answer. Accept it first.`
        : `${id} never had a channel, so there is no place for the answer.`,
    example: `/incident ${id} accept`,
  });
}

function tooMany(waiting: number): Refused {
  return refuse({
    kind: 'conflict',
    what: `${waiting} questions are waiting for the cluster already. Ask again when some are answered.`,
  });
}

function alreadyAsked(): Refused {
  return refuse({ kind: 'conflict', what: 'A diagnosis is under way; its findings come here in a moment.' });
}

function tooManyWatches(running: number): Refused {
  return refuse({
    kind: 'conflict',
    what: `${running} watches are running already, more would use up what Slack allows. End one first.`,
    example: '/incident watch off',
  });
}
