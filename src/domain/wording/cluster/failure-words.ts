import type { ClusterTrouble } from '../../cluster/cluster-trouble.ts';
import { oneLine } from '../../one-line.ts';
import { ruleLine, ruleYaml } from './access-rule-words.ts';

/** A server's own words are shown up to this length. */
const LONGEST_DETAIL = 200;

/**
 * The sentence for who asked: which cluster, what is wrong, what to do. `text` is what belongs to it in monospace: the
 * rule that would allow what is forbidden.
 */
export function failureWords(
  cluster: string,
  trouble: ClusterTrouble,
): { readonly summary: string; readonly text: string | null } {
  const text = trouble.kind === 'forbidden' && trouble.rule !== null ? ruleYaml(trouble.rule) : null;
  return { summary: sentence(cluster, trouble), text };
}

function sentence(cluster: string, { kind, detail, rule }: ClusterTrouble): string {
  const said = oneLine(detail, LONGEST_DETAIL).replace(/[.\s]+$/, '');
  const quoted = said === '' ? '' : ` (${said})`;
  switch (kind) {
    case 'forbidden':
      return rule === null
        ? `Keyturn may not read that in ${cluster}${quoted}. Whoever keeps the cluster’s roles can allow it.`
        : `Keyturn may not ${ruleLine(rule)} (${cluster}). A rule would allow it.`;
    case 'unauthorized':
      return `${cluster} does not accept Keyturn’s credentials. Whoever runs Keyturn has to renew them.`;
    case 'not-found':
      return `${cluster} has no such thing${quoted}. It may be gone since a moment ago; ask again with get.`;
    case 'gone':
      return `The list changed too much in ${cluster} while it was read. Ask again, or for less with -n or -l.`;
    case 'timed-out':
      return `${cluster} did not answer in time. Ask again, or for less with -n, -l or --tail.`;
    case 'busy':
      return `${cluster} has too much to do and asks for patience. Ask again in a minute.`;
    case 'away':
      return `${cluster} can’t be reached${quoted}. This says nothing of what runs in it. Ask again in a minute.`;
    case 'refused':
      return `${cluster} does not accept the question${quoted === '' ? '' : `: ${said}`}.`;
    case 'harmful':
      return `Nothing is read in ${cluster}: Keyturn’s identity for reading has rights that could do harm (${oneLine(detail, 400)}). Take them away, or accept them in so many words in the configuration.`;
    case 'broken':
      return `The API server of ${cluster} failed itself${quoted}. Ask again in a minute.`;
  }
}
