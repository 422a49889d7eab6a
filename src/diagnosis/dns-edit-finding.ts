import { refOf, refWords } from '../domain/cluster/object-ref.ts';
import type { Pod } from '../domain/cluster/pod.ts';
import type { Finding } from '../domain/finding.ts';
import { HOUR } from '../domain/instant.ts';
import type { Situation } from './check.ts';
import type { ConfigEdit } from './config-edits.ts';
import { around } from './words/around.ts';
import { clock } from './words/clock.ts';
import { listed } from './words/listed.ts';
import { look } from './words/look.ts';
import { line } from './words/proof.ts';

/**
 * An edit of what the cluster's DNS reads. `suffering`: pods of the DNS that fail, and pods of others whose last words
 * tell of names. The values of a ConfigMap are never read, so what was changed in it nobody can tell.
 */
export function dnsEditFinding(
  { config, at, by, users }: ConfigEdit,
  suffering: readonly Pod[],
  { view, onset }: Situation,
): Finding {
  const readers = listed(users.map(({ workload }) => refWords(workload)));
  const fail =
    suffering.length === 0
      ? ''
      : `; ${suffering.length} ${suffering.length === 1 ? 'pod fails' : 'pods fail'} since`;
  return {
    check: 'cluster-dns-unhealthy',
    object: refOf(config),
    affects: [...users.map(({ workload }) => refOf(workload)), ...suffering.map(refOf)],
    sentence: `${refWords(config)}, by which the cluster’s DNS (${readers}) answers, was changed by ${by} at ${clock(at, view.takenAt)}, ${around(at, onset)}${fail}`,
    confidence: 'consistent',
    severity: suffering.length > 0 ? 'critical' : 'high',
    layer: 'cause',
    changedAt: at,
    evidence: [
      line('Keys now', config.keys.join(', ') || 'none'),
      line('Written by', `${by} (a program, not a person)`),
      line('What was changed', 'not known: the values of ConfigMaps are not read'),
    ],
    lookNext: [
      look.describe(config),
      look.get('pods', config.namespace),
      look.changes(`${Math.ceil((view.takenAt - onset) / HOUR) + 2}h`),
    ],
    // Which names must be answered, and how, only those know who wrote it.
    help: null,
  };
}
