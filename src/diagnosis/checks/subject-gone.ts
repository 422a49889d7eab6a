import { type ObjectRef, refWords } from '../../domain/cluster/object-ref.ts';
import { pluralOf } from '../../domain/cluster/view-object.ts';
import type { Finding } from '../../domain/finding.ts';
import { labelOf } from '../../domain/label.ts';
import { oneLine } from '../../domain/one-line.ts';
import type { Check, Situation } from '../check.ts';
import { startsOf } from '../starts.ts';
import { clock } from '../words/clock.ts';
import { listed } from '../words/listed.ts';
import { look } from '../words/look.ts';
import { line } from '../words/proof.ts';

/** What comes and goes by itself: that one of these is gone is no news. */
const fleeting: readonly string[] = ['Pod', 'ReplicaSet', 'Job'];

/**
 * What the alert names is not in the cluster: then there is nothing to look at, and somebody may have deleted it. A
 * label with the kind's own name (`deployment="web"`) means an object; `service` and `app` may mean many things.
 */
export const subjectGone: Check = {
  id: 'subject-gone',
  title: 'What the alert names is not there, and nothing that could have made it',
  reads: [],
  uses: [
    'deployments',
    'statefulsets',
    'daemonsets',
    'cronjobs',
    'nodes',
    'persistentvolumeclaims',
    'events',
  ],
  run: (situation) => {
    const { subject } = situation;
    if (startsOf(subject, situation).some(({ bond }) => bond === 'direct')) return [];
    const gone = subject.objects.filter((object) => isAway(object, situation));
    const [first, ...more] = gone.filter((object) => isNamed(object, situation));
    return first ? [finding([first, ...more], situation)] : [];
  },
};

function isAway({ kind, namespace }: ObjectRef, { lookup }: Situation): boolean {
  const plural = pluralOf(kind);
  return plural !== null && lookup.sawAll(plural, namespace);
}

function isNamed({ kind, name }: ObjectRef, { subject }: Situation): boolean {
  return (
    kind !== 'Service' && labelOf(subject.labels, kind === 'Job' ? 'job_name' : kind.toLowerCase()) === name
  );
}

function finding(gone: readonly [ObjectRef, ...ObjectRef[]], { view, lookup }: Situation): Finding {
  const [first] = gone;
  const events = gone.flatMap((object) => lookup.eventsAbout(object)).slice(-3);
  const around = gone.flatMap(({ namespace }): readonly ObjectRef[] =>
    namespace === null ? [] : [{ kind: 'Namespace', namespace: null, name: namespace }],
  );
  return {
    check: 'subject-gone',
    object: first,
    affects: around,
    sentence: `The alert names ${listed(gone.map(refWords))}, which ${gone.length === 1 ? 'is' : 'are'} not in the cluster: deleted, or named wrongly in the alert`,
    confidence: gone.every(({ kind }) => fleeting.includes(kind)) ? 'context' : 'consistent',
    severity: 'high',
    layer: 'cause',
    changedAt: null,
    evidence: events.map(({ lastAt, reason, message }) =>
      line(`Event at ${clock(lastAt, view.takenAt)}`, `${reason}: ${oneLine(message, 200)}`),
    ),
    lookNext: [look.get(first.kind.toLowerCase(), first.namespace), look.changes()],
    help: null,
  };
}
