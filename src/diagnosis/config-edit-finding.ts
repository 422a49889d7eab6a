import { refOf, refWords } from '../domain/cluster/object-ref.ts';
import type { Pod } from '../domain/cluster/pod.ts';
import type { Finding } from '../domain/finding.ts';
import type { Situation } from './check.ts';
import type { ConfigEdit, ConfigUser } from './config-edits.ts';
import { podTrouble } from './pod-trouble.ts';
import { around } from './words/around.ts';
import { clock } from './words/clock.ts';
import { listed } from './words/listed.ts';
import { look } from './words/look.ts';
import { line, table } from './words/proof.ts';

/**
 * What an edit of a ConfigMap may have done. Kubelets bring a mounted one into running pods within about two minutes;
 * what is read as environment comes with the next start of a container
 * (https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically).
 */
export function configEditFinding(edit: ConfigEdit, situation: Situation): Finding {
  const { config, at, by, users } = edit;
  const { view, lookup, onset } = situation;
  const reached = users.filter((user) => reachedPods(user).length > 0);
  const failing = reached
    .flatMap(reachedPods)
    .filter((pod) => podTrouble(pod, lookup, view.takenAt) !== null);
  const fail = failing.length > 0 ? `, and ${failing.length} of these pods fail` : '';
  return {
    check: 'rollout-correlation',
    object: refOf(config),
    affects: [
      ...(reached.length > 0 ? reached : users).map(({ workload }) => refOf(workload)),
      ...failing.map(refOf),
    ],
    sentence: `${refWords(config)} was changed by ${by} at ${clock(at, view.takenAt)}, ${around(at, onset)}; ${reachWords(users, reached)}${fail}`,
    confidence: reached.length > 0 ? 'consistent' : 'context',
    severity: failing.length > 0 ? 'high' : reached.length > 0 ? 'medium' : 'info',
    layer: 'cause',
    changedAt: at,
    evidence: [
      line('Keys now', config.keys.join(', ')),
      table(
        'Who uses it',
        ['who', 'how', 'pods', 'started since'],
        users.map(({ workload, mounted, restarted, pods }) => [
          refWords(workload),
          mounted ? 'mounted as files' : 'as environment',
          String(pods.length),
          String(restarted.length),
        ]),
      ),
    ],
    lookNext: [
      look.describe(config),
      ...[...reached, ...users].slice(0, 1).map(({ workload }) => look.rollout(workload)),
      look.changes(),
    ],
    help: null,
  };
}

function reachedPods({ mounted, pods, restarted }: ConfigUser): readonly Pod[] {
  return mounted ? pods : restarted;
}

function reachWords(users: readonly ConfigUser[], reached: readonly ConfigUser[]): string {
  if (reached.length === 0) {
    const who = listed(
      users.map(({ workload }) => refWords(workload)),
      2,
    );
    return `${who} ${users.length === 1 ? 'reads' : 'read'} it when a container starts, and none has started since`;
  }
  return reached
    .slice(0, 2)
    .map(({ workload, mounted, restarted, pods }) => {
      if (mounted)
        return `${refWords(workload)} has it mounted, so its pods see the change without a restart`;
      const rest = restarted.length < pods.length ? ', the others have the old values' : '';
      return `${restarted.length} of ${pods.length} pods of ${refWords(workload)} started a container since${rest}`;
    })
    .join('; ');
}
