import { type Exhibit, exhibitsOf, wantedLogs } from '../diagnosis/exhibits.ts';
import type { ClusterView } from '../domain/cluster/cluster-view.ts';
import type { DiagnosisReport } from '../domain/diagnosis-report.ts';
import type { EvidenceItem } from '../domain/evidence.ts';
import type { IncidentId } from '../domain/fact.ts';
import type { Instant } from '../domain/instant.ts';
import { byteLength } from '../domain/query/cut-bytes.ts';
import { logText } from '../domain/wording/log-text.ts';
import { ClusterFailure } from '../ports/cluster-failure.ts';
import type { ClusterReader, LogRequest } from '../ports/cluster-reader.ts';
import type { EvidenceStore } from '../ports/evidence-store.ts';

/** The last lines of a run that failed; what led to it is rarely further up. */
const LOG_LINES = 300;

/**
 * Keeps what will be gone when people look: events, states, revisions and objects of the findings and the subject, and
 * the logs of runs that ended. `diagnosis` is the number of the diagnosis, and each keeps its own. What can't be had is
 * left out: the diagnosis says it. `isWanted` is asked right before; if not, nothing is kept, and the answer is null.
 * Throws Unavailable.
 */
export async function keepEvidence(
  deps: { readonly evidence: EvidenceStore; readonly reader: ClusterReader },
  id: IncidentId,
  {
    diagnosis,
    view,
    report,
    until,
    isWanted,
  }: {
    readonly diagnosis: number;
    readonly view: ClusterView;
    readonly report: DiagnosisReport;
    readonly until: Instant;
    readonly isWanted: () => Promise<boolean>;
  },
): Promise<readonly EvidenceItem[] | null> {
  const logs = await Promise.all(
    wantedLogs(view, report).map((wanted) =>
      readLog(deps.reader, { ...wanted, since: null, tail: LOG_LINES }, until),
    ),
  );
  if (!(await isWanted())) return null;
  const exhibits = [...exhibitsOf(view, report), ...logs.filter((log) => log !== null)];
  const items: EvidenceItem[] = [];
  for (const { id: name, kind, title, text } of exhibits) {
    // What was seen first must stay: the pods of then are gone by the second time.
    const item = diagnosis === 1 ? name : `${name}-${diagnosis}`;
    const digest = await deps.evidence.keep(id, item, text);
    items.push({ id: item, kind, title, at: view.takenAt, bytes: byteLength(text), digest });
  }
  return items;
}

async function readLog(reader: ClusterReader, request: LogRequest, until: Instant): Promise<Exhibit | null> {
  const { namespace, pod, container, previous } = request;
  try {
    const { lines } = await reader.logs(request, until);
    if (lines.length === 0) return null;
    return {
      id: `log-${namespace}-${pod}-${container}${previous ? '-previous' : ''}`,
      kind: 'log',
      title: `${previous ? 'Log of the run before' : 'Log'} of ${namespace}/${pod}, container ${container}`,
      text: logText(lines),
    };
  } catch (error) {
    if (error instanceof ClusterFailure) return null;
    throw error;
  }
}
