import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { viewKinds } from '../../src/diagnosis/view-kinds.ts';
import { subjectOf } from '../../src/domain/cluster/subject-of.ts';
import { MINUTE, SECOND } from '../../src/domain/instant.ts';
import { createClusterAccess } from '../../src/integrations/kubernetes/cluster-access.ts';
import { createClusters } from '../../src/integrations/kubernetes/create-clusters.ts';
import { createImaginedCluster } from '../../src/integrations/kubernetes/imagined-cluster.ts';
import { systemClock } from '../../src/integrations/system/system-clock.ts';
import { practiseDiagnosis } from '../../src/workflows/practise-diagnosis.ts';
import { rehearseDiagnosis } from '../../src/workflows/rehearse-diagnosis.ts';
import { readWhenTold } from './reading-child.ts';

/**
 * Diagnoses as the bot makes them, as a process of its own: the view, the checks, the ranking. Its first reading is the
 * rehearsal that comes after a start, all others are diagnoses. Its arguments: a kubeconfig file, and the labels of the
 * alert as JSON. Nothing of it may be missing, or it were no diagnosis.
 */
const [file = '', labels = '{}'] = process.argv.slice(2);
// What reads credentials is there before anything is measured, as in the floor: the bot has looked at its clusters by then.
await createClusterAccess({ kind: 'kubeconfig', file, context: null })();
const clusters = createClusters(
  [{ name: 'large', access: { kind: 'kubeconfig', file, context: null }, namespaces: null, deny: [] }],
  { clock: systemClock, version: '0.0.0' },
);
const reader = clusters.named('large');
const subject = subjectOf([JSON.parse(labels)]);
if (!reader || !subject) throw new Error('The labels name nothing in a cluster.');

const clock = systemClock;
const rehearsed = async () => {
  const { objects, gaps } = await rehearseDiagnosis(reader, clock);
  expectAll(gaps);
  return { objects };
};
const diagnosed = async () => {
  const now = systemClock.now();
  const view = await reader.view({ kinds: viewKinds, namespaces: null }, now + 60 * SECOND);
  const began = performance.now();
  const report = diagnose({ view, subject, onset: now - 10 * MINUTE });
  const checks = performance.now() - began;
  expectAll(report.gaps.map(({ sentence }) => sentence));
  const objects = Object.values(report.looked).reduce((sum, count) => sum + count, 0);
  return { objects, checks, findings: report.findings.length };
};

function expectAll(gaps: readonly string[]): void {
  if (gaps.length > 0) throw new Error(`Not all could be read. ${gaps.join(' ')}`);
}

let isRehearsed = false;
const next = () => {
  if (isRehearsed) return diagnosed();
  isRehearsed = true;
  return rehearsed();
};

// As `keyturn serve` starts and goes on.
readWhenTold(next, () => practiseDiagnosis({ imagined: createImaginedCluster({ clock }), clock }));
