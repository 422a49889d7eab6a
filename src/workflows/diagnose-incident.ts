import { diagnose } from '../diagnosis/diagnose.ts';
import { viewKinds } from '../diagnosis/view-kinds.ts';
import type { ClusterView } from '../domain/cluster/cluster-view.ts';
import type { Subject } from '../domain/cluster/subject.ts';
import type { DiagnosisReport } from '../domain/diagnosis-report.ts';
import type { EvidenceItem } from '../domain/evidence.ts';
import type { FactBody, IncidentId } from '../domain/fact.ts';
import type { Incident } from '../domain/incident.ts';
import { incidentSubject } from '../domain/incident-subject.ts';
import { MINUTE, SECOND } from '../domain/instant.ts';
import type { DiagnosisReason } from '../domain/investigation.ts';
import { keptFinding } from '../domain/kept-finding.ts';
import { byteLength } from '../domain/query/cut-bytes.ts';
import type { Question, Scope } from '../domain/query/query.ts';
import { sentenceOf } from '../domain/refusal.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { wantedDiagnosis } from '../domain/wanted-diagnosis.ts';
import { failureWords } from '../domain/wording/cluster/failure-words.ts';
import { diagnosisReportText } from '../domain/wording/diagnosis-report-text.ts';
import { ClusterFailure } from '../ports/cluster-failure.ts';
import type { ClusterReader } from '../ports/cluster-reader.ts';
import type { EvidenceStore } from '../ports/evidence-store.ts';
import { Unavailable } from '../ports/failures.ts';
import type { Log } from '../ports/log.ts';
import { findObject } from './answer-find.ts';
import { type AppendToIncidentDeps, appendToIncident } from './append-to-incident.ts';
import { type ClusterChoice, clusterFor } from './cluster-for.ts';
import { keepEvidence } from './keep-evidence.ts';

/** How long the cluster has to be read. */
export const READING = 45 * SECOND;

/** How long there is then for the logs that are kept. */
const KEEPING = 15 * SECOND;

/** How long finding what a person named may take. */
const FINDING = 10 * SECOND;

/** After a cluster that can't be read: the first pause, doubled up to the longest. */
const FIRST_PAUSE = 30 * SECOND;
const LONGEST_PAUSE = 10 * MINUTE;

/** The log holds this many findings; all of them are in the evidence. */
const MOST_FINDINGS = 10;

export type DiagnoseDeps = AppendToIncidentDeps &
  ClusterChoice & { readonly evidence: EvidenceStore; readonly logger: Log };

/**
 * Diagnoses an incident when it wants to be: reads its cluster once, runs the checks, keeps what will be gone later,
 * and appends what was found. Can be interrupted anywhere and run again. Throws Unavailable when the store is away.
 */
export async function diagnoseIncident(deps: DiagnoseDeps, id: IncidentId): Promise<void> {
  const incident = (await deps.log.load(id))?.incident;
  const why = incident ? wantedDiagnosis(incident, deps.clock.now()) : null;
  if (!incident || why === null) return;
  const cluster = incident.investigation.diagnosis.asked?.cluster ?? incident.policy.cluster;
  const reader = clusterFor(deps, cluster);
  // Without a cluster to ask nobody expects a diagnosis; one that was asked for is refused at the door.
  if (!reader) return;
  try {
    await complete(deps, { incident, why, reader });
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    await fail(deps, id, { why, cluster: reader.name, sentence: failureSentence(deps, id, reader, error) });
  }
}

/** What people are told; what nobody foresaw is said, too, and not tried again with every sweep. */
function failureSentence(
  { logger }: Pick<DiagnoseDeps, 'logger'>,
  incident: IncidentId,
  { name: cluster }: ClusterReader,
  error: unknown,
): string {
  if (error instanceof ClusterFailure) {
    logger.warn({ incident, cluster, error }, 'the cluster could not be diagnosed');
    return failureWords(cluster, error).summary;
  }
  logger.error({ incident, cluster, error }, 'a diagnosis failed for a reason of our own');
  return 'Keyturn itself failed while it looked. Its log says why; please tell whoever runs it.';
}

async function complete(
  deps: DiagnoseDeps,
  { incident, why, reader }: { incident: Incident; why: DiagnosisReason; reader: ClusterReader },
): Promise<void> {
  const { id } = incident;
  const subject = await wantedSubject(deps, incident, reader);
  if (!subject.ok) {
    return fail(deps, id, { why, cluster: reader.name, sentence: sentenceOf(subject.refusal) });
  }
  const view = await reader.view({ kinds: viewKinds, namespaces: null }, deps.clock.now() + READING);
  const unseen = whyNothingSeen(view);
  if (unseen !== null) return fail(deps, id, { why, cluster: reader.name, sentence: unseen });
  const report = diagnose({ view, subject: subject.value, onset: incident.times.beganAt });
  const until = deps.clock.now() + KEEPING;
  const diagnosis = incident.investigation.diagnosis.done + 1;
  const isDone = (now: Incident): boolean => now.investigation.diagnosis.done >= diagnosis;
  // Another process completed it while this one stood still: what that one kept is sealed, and stays as it is.
  const isWanted = async (): Promise<boolean> => {
    const now = (await deps.log.load(id))?.incident;
    return now !== undefined && !isDone(now);
  };
  const items = await keepEvidence({ ...deps, reader }, id, { diagnosis, view, report, until, isWanted });
  if (items === null) return;
  const kept = await keepReport(deps, id, { diagnosis, report, view });
  await appendToIncident(deps, id, (now) => {
    // Somebody else completed this one meanwhile.
    if (isDone(now)) return [];
    return [
      { kind: 'evidence.kept', items: [...items, kept] },
      completed(now, { diagnosis, why, report, kept }),
    ];
  });
}

/**
 * Why nothing at all could be read; null: something was. To find no cause in nothing is no diagnosis, and by the next
 * try the API server may answer again.
 */
function whyNothingSeen({ asked, gaps, cluster, ...objects }: ClusterView): string | null {
  const [first] = gaps;
  if (!first || asked.some((kind) => objects[kind].length > 0)) return null;
  const silent = new Set(gaps.map(({ kind }) => kind));
  if (asked.some((kind) => !silent.has(kind))) return null;
  return `Nothing could be read in ${cluster.name}: ${first.sentence}`;
}

async function keepReport(
  { evidence }: Pick<DiagnoseDeps, 'evidence'>,
  incident: IncidentId,
  {
    diagnosis,
    report,
    view,
  }: { readonly diagnosis: number; readonly report: DiagnosisReport; readonly view: ClusterView },
): Promise<EvidenceItem> {
  const text = diagnosisReportText(report);
  const id = `diagnosis-${diagnosis}`;
  const digest = await evidence.keep(incident, id, text);
  const title = `Diagnosis ${diagnosis}: all ${report.findings.length} findings`;
  return { id, kind: 'diagnosis', title, at: view.takenAt, bytes: byteLength(text), digest };
}

function completed(
  incident: Incident,
  {
    diagnosis,
    why,
    report,
    kept,
  }: {
    readonly diagnosis: number;
    readonly why: DiagnosisReason;
    readonly report: DiagnosisReport;
    readonly kept: EvidenceItem;
  },
): FactBody {
  const before = incident.investigation.diagnosis.top[0]?.sentence ?? null;
  return {
    kind: 'diagnosis.completed',
    diagnosis,
    why,
    cluster: report.cluster.name,
    findings: report.findings.slice(0, MOST_FINDINGS).map(keptFinding),
    looked: report.looked,
    checks: report.checks,
    gaps: report.gaps.map(({ sentence }) => sentence),
    evidence: kept.id,
    digest: kept.digest,
    firing: incident.alerts.firing,
    // What spreads for the reason that everybody read already is no news.
    tell: why !== 'grew' || (report.findings[0]?.sentence ?? null) !== before,
  };
}

/** What a person wants looked at, else what the alerts are about. Throws ClusterFailure. */
async function wantedSubject(
  deps: DiagnoseDeps,
  incident: Incident,
  reader: ClusterReader,
): Promise<Result<Subject>> {
  const { asked } = incident.investigation.diagnosis;
  const alerts = incidentSubject(incident);
  if (asked === null || asked.about === null) {
    return alerts
      ? ok(alerts)
      : refuse({ kind: 'not-found', what: 'The alerts name nothing in the cluster.' });
  }
  const { resource, name, namespace } = asked.about;
  const target = { resource, name };
  const scope: Scope = namespace === null ? { kind: 'anywhere' } : { kind: 'namespace', namespace };
  const query = { kind: 'describe', target, scope } as const;
  const text = `diag ${resource}/${name}`;
  const question: Question = { text, query, cluster: reader.name, namespaces: null };
  const now = deps.clock.now();
  const found = await findObject({ reader, question, now, until: now + FINDING }, target, scope);
  if (!found.ok) return found;
  const object = { kind: found.value.resource.kind, namespace: found.value.namespace, name };
  return ok({ objects: [object], namespace: object.namespace, address: null, container: null, labels: {} });
}

/** What a person asked for is answered once; what runs by itself is tried again after a growing pause. */
async function fail(
  deps: DiagnoseDeps,
  id: IncidentId,
  {
    why,
    cluster,
    sentence,
  }: { readonly why: DiagnosisReason; readonly cluster: string; readonly sentence: string },
): Promise<void> {
  await appendToIncident(deps, id, ({ investigation }) => {
    const { failure } = investigation.diagnosis;
    const pause = Math.min(FIRST_PAUSE * 2 ** (failure?.tries ?? 0), LONGEST_PAUSE);
    const retryAt = why === 'asked' ? null : deps.clock.now() + pause;
    return [{ kind: 'diagnosis.failed', cluster, sentence, retryAt }];
  });
}
