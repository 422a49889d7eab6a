import { drainPreview } from '../domain/action/drain-preview.ts';
import { REMOVAL_READS } from '../domain/action/preflight/pod-removal.ts';
import type { Answer } from '../domain/query/answer.ts';
import { drainLines, drainSummary, drainText } from '../domain/wording/cluster/drain.ts';
import { type AskedFor, answered, refusedAnswer } from './answer-asked.ts';
import { findObject } from './answer-find.ts';
import { readAround, unreadAnswer } from './answer-related.ts';

/** `drain`: what a drain of a node would do, and the next line to type for it. Changes nothing. Throws ClusterFailure. */
export async function answerDrain(asked: AskedFor<'drain'>): Promise<Answer> {
  const { node: name, scope } = asked.query;
  const found = await findObject(asked, { resource: 'nodes', name }, scope);
  if (!found.ok) return refusedAnswer(found.refusal, found.lookNext);
  const around = await readAround(asked, REMOVAL_READS, null);
  const node = around.view.nodes.find((each) => each.name === found.value.name);
  const unread = unreadAnswer(around, ['nodes', 'pods']);
  if (unread) return unread;
  if (node === undefined)
    return refusedAnswer({ kind: 'not-found', what: `Node ${found.value.name} went a moment ago.` });
  const preview = drainPreview(node, around);
  const summary = drainSummary(preview);
  return answered({
    summary: around.gaps.length === 0 ? summary : `${summary} Not everything could be seen.`,
    text: drainText(preview, around.gaps),
    fileName: `drain-${node.name}.txt`,
    lookNext: drainLines(preview),
  });
}
