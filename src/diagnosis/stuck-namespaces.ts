import { conditionOf } from '../domain/cluster/conditions.ts';
import type { Condition } from '../domain/cluster/meta.ts';
import { refOf } from '../domain/cluster/object-ref.ts';
import type { Namespace } from '../domain/cluster/small-kinds.ts';
import type { Finding } from '../domain/finding.ts';
import { MINUTE } from '../domain/instant.ts';
import { oneLine } from '../domain/one-line.ts';
import type { Situation } from './check.ts';
import { clock } from './words/clock.ts';
import { look } from './words/look.ts';
import { line } from './words/proof.ts';

/** To delete all that is in a namespace takes a while. */
const PATIENCE = 5 * MINUTE;

/**
 * What the namespace controller says of a deletion that does not end, the most telling first (kubernetes/kubernetes,
 * pkg/controller/namespace/deletion/status_condition_utils.go).
 */
const reasons: readonly (readonly [type: string, words: string])[] = [
  ['NamespaceDeletionDiscoveryFailure', 'the API server can not list all of its kinds'],
  ['NamespaceDeletionGroupVersionParsingFailure', 'the API server has a kind that can not be read'],
  ['NamespaceDeletionContentFailure', 'some of what is in it can not be deleted'],
  ['NamespaceFinalizersRemaining', 'something in it is kept by a finalizer'],
  ['NamespaceContentRemaining', 'something is still in it'],
];

/** Namespaces that are being deleted for longer than it should take, with what keeps them. */
export function stuckNamespaces(situation: Situation): readonly Finding[] {
  const { view } = situation;
  return view.namespaces.flatMap((namespace): readonly Finding[] => {
    const { deletionAt } = namespace;
    if (deletionAt === null || view.takenAt - deletionAt <= PATIENCE) return [];
    const told = reasons.flatMap(([type, words]) => {
      const condition = conditionOf(namespace, type);
      return condition?.status === 'True' ? [{ condition, words }] : [];
    });
    const [first] = told;
    // Its pods may take as long as they were given.
    if (first?.condition.type === 'NamespaceContentRemaining' && hasGrace(namespace, situation)) return [];
    return [finding(namespace, deletionAt, told, situation)];
  });
}

function hasGrace({ name }: Namespace, { view }: Situation): boolean {
  return view.pods.some(
    ({ namespace, deletionAt }) => namespace === name && deletionAt !== null && deletionAt >= view.takenAt,
  );
}

type Told = { readonly condition: Condition; readonly words: string };

function finding(namespace: Namespace, since: number, told: readonly Told[], { view }: Situation): Finding {
  const [first] = told;
  const said = first ? oneLine(first.condition.message, 200) : '';
  const why = first ? `${first.words}${said ? ` (${said})` : ''}` : 'no condition says why';
  return {
    check: 'stuck-terminating',
    object: refOf(namespace),
    affects: [],
    sentence: `Namespace ${namespace.name} is being deleted since ${clock(since, view.takenAt)} and does not go: ${why}; nothing new can be made in it`,
    confidence: first ? 'proven' : 'consistent',
    severity: 'medium',
    layer: 'mechanism',
    changedAt: since,
    evidence: told.map(({ condition: { type, reason, message } }) =>
      line(type.replace(/^Namespace(?:Deletion)?/, ''), oneLine(`${reason}: ${message}`, 400)),
    ),
    lookNext: [look.describe(namespace), look.get('pods', namespace.name)],
    help: null,
  };
}
