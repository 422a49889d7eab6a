import { addNotice } from './evolve-notices.ts';
import type { Fact, FactBody } from './fact.ts';
import { foundRemedies } from './found-remedies.ts';
import type { Incident } from './incident.ts';
import type { DiagnosisState, Investigation } from './investigation.ts';
import { leadingFindings } from './leading-findings.ts';

type InvestigationFact = Extract<
  FactBody,
  {
    kind:
      | 'query.asked'
      | 'query.answered'
      | 'diagnosis.asked'
      | 'diagnosis.completed'
      | 'diagnosis.failed'
      | 'evidence.kept'
      | 'watch.started'
      | 'watch.changed'
      | 'watch.ended';
  }
>;

/** The card names this many causes. */
const TOP_FINDINGS = 3;

/** Folds what was asked of the cluster and what came of it. */
export function evolveInvestigation(incident: Incident, fact: Fact, body: InvestigationFact): Incident {
  const { investigation } = incident;
  switch (body.kind) {
    case 'query.asked':
    case 'query.answered':
      return evolveQueries(incident, fact, body);
    case 'watch.started':
    case 'watch.changed':
    case 'watch.ended':
      return evolveWatches(incident, fact, body);
    case 'evidence.kept':
      return withInvestigation(incident, { evidence: investigation.evidence + body.items.length });
    default: {
      const diagnosis = evolveDiagnosis(investigation.diagnosis, fact, body);
      const next = withInvestigation(incident, { diagnosis });
      if (body.kind !== 'diagnosis.failed' || body.retryAt !== null) return next;
      const by = investigation.diagnosis.asked?.by ?? fact.by;
      return addNotice(next, { ...fact, by }, { kind: 'no-diagnosis', sentence: body.sentence });
    }
  }
}

/** A watch whose message says that it ended is forgotten: the log has it. */
export function forgetWatch(incident: Incident, watch: number): Incident {
  const left = incident.investigation.watches.filter((each) => each.watch !== watch);
  return withInvestigation(incident, { watches: left });
}

function withInvestigation(incident: Incident, change: Partial<Investigation>): Incident {
  return { ...incident, investigation: { ...incident.investigation, ...change } };
}

function evolveQueries(
  incident: Incident,
  fact: Fact,
  body: Extract<FactBody, { kind: 'query.asked' | 'query.answered' }>,
): Incident {
  const { queries } = incident.investigation;
  if (body.kind === 'query.asked') {
    const pending = { query: body.query, question: body.question, by: fact.by, askedAt: fact.at };
    return withInvestigation(incident, { queries: [...queries, pending], lastQuery: body.query });
  }
  const pending = queries.find(({ query }) => query === body.query);
  if (!pending) return incident;
  const left = withInvestigation(incident, { queries: queries.filter((each) => each !== pending) });
  const { query, outcome, summary, evidence, fileName, lookNext, keep } = body;
  const { text: asked, cluster } = pending.question;
  // The answer is for who asked, whichever process wrote it down.
  const asker = { ...fact, by: pending.by };
  return addNotice(left, asker, {
    kind: 'answer',
    query,
    asked,
    cluster,
    outcome,
    summary,
    evidence,
    fileName,
    lookNext,
    keep,
  });
}

function evolveDiagnosis(
  before: DiagnosisState,
  fact: Fact,
  body: Extract<FactBody, { kind: 'diagnosis.asked' | 'diagnosis.completed' | 'diagnosis.failed' }>,
): DiagnosisState {
  switch (body.kind) {
    case 'diagnosis.asked':
      return {
        ...before,
        asked: { about: body.about, cluster: body.cluster, by: fact.by },
        failure: null,
      };
    case 'diagnosis.failed':
      if (body.retryAt === null) return { ...before, asked: null };
      return {
        ...before,
        failure: {
          sentence: body.sentence,
          retryAt: body.retryAt,
          tries: (before.failure?.tries ?? 0) + 1,
        },
      };
    case 'diagnosis.completed':
      return {
        done: body.diagnosis,
        // Somebody may have asked for another one while this one was under way.
        asked: body.why === 'asked' ? null : before.asked,
        at: fact.at,
        firing: body.firing,
        top: leadingFindings(body.findings)
          .slice(0, TOP_FINDINGS)
          .map(({ check, sentence, confidence, severity }) => ({ check, sentence, confidence, severity })),
        remedies: foundRemedies(body),
        gaps: body.gaps.length,
        toTell: body.tell ? { diagnosis: body.diagnosis, version: fact.version } : before.toTell,
        failure: null,
      };
  }
}

function evolveWatches(
  incident: Incident,
  fact: Fact,
  body: Extract<FactBody, { kind: 'watch.started' | 'watch.changed' | 'watch.ended' }>,
): Incident {
  const { watches } = incident.investigation;
  if (body.kind === 'watch.started') {
    const { watch, question, until } = body;
    const started = { watch, question, until, by: fact.by, ended: null };
    return withInvestigation(incident, { watches: [...watches, started], lastWatch: watch });
  }
  const watched = watches.find(({ watch, ended }) => watch === body.watch && ended === null);
  if (!watched) return incident;
  const { text: asked } = watched.question;
  if (body.kind === 'watch.changed') {
    const { watch, summary, changes } = body;
    return addNotice(incident, fact, { kind: 'watch-changed', watch, asked, summary, changes });
  }
  const ended = watches.map((each) => (each === watched ? { ...each, ended: body.why } : each));
  const notice = { kind: 'watch-ended', watch: body.watch, asked, why: body.why } as const;
  return addNotice(withInvestigation(incident, { watches: ended }), fact, notice);
}
