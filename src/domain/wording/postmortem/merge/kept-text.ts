import { fenceFor } from '../markdown/fence.ts';

/** What people had written into a generated part that the newer one does not hold: as it was, in a block of its own. */
export function changedNote(section: string, text: string): string {
  const fence = fenceFor(text);
  return [
    '> [!WARNING]',
    `> **Conflict in \`${section}\`.** People changed this generated part, and it was made again: the newer text stands above.`,
    '> Below are the lines that it does not hold. Move what is true to a place of yours, then delete this block.',
    '',
    `${fence}text\n${text}\n${fence}`,
  ].join('\n');
}

/** Lines that people took out came back. There may have been a reason, such as a name that should not stand there. */
export function removedNote(section: string): string {
  return [
    '> [!WARNING]',
    `> **Conflict in \`${section}\`.** People had taken lines out of this generated part; it was made again and has them.`,
    '> Take them out again if they should not stand here, then delete this block.',
  ].join('\n');
}

/** Stands where a mark without its partner stood. In: kind and name of the part. */
export function damagedNote(part: string): readonly string[] {
  return [
    '> [!WARNING]',
    `> **Conflict in \`${part.replace(/^\w+ /, '')}\`.** The marks around this text were damaged, so it was kept as it is; the newer one`,
    '> stands in its own place. Delete here what is there as well.',
    '',
  ];
}
