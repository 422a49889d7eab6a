import type { Material } from './material.ts';
import type { Postmortem } from './postmortem.ts';

/** How much there is of everything, whatever the draft shows of it. Our own messages are not counted. */
export function counts({ facts, messages }: Material): Postmortem['counts'] {
  const threads = new Set(
    messages.flatMap(({ channel, threadTs }) => (threadTs === null ? [] : [`${channel} ${threadTs}`])),
  );
  return {
    facts: facts.length,
    messages: messages.length,
    threads: threads.size,
    edited: messages.filter(({ deleted, editTs }) => !deleted && editTs !== null).length,
    deleted: messages.filter(({ deleted }) => deleted).length,
    files: messages.reduce((sum, { files, deleted }) => sum + (deleted ? 0 : files.length), 0),
    refusedClicks: facts.filter(({ body }) => body.kind === 'action.click-refused').length,
  };
}
