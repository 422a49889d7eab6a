import { createDraftDirectory } from '../../../src/integrations/files/draft-directory.ts';

/** A program that puts one draft after the other into a directory until it is killed: each file of one letter. */
const [path = '', bytes = ''] = process.argv.slice(2);
const drafts = createDraftDirectory({ path });
for (let number = 1; ; number += 1) {
  const text = String.fromCharCode(97 + (number % 26)).repeat(Number(bytes));
  const files = (['md', 'html'] as const).map((format) => ({ format, text }));
  await drafts.publish({ incident: 'INC-7', export: number, channel: null, files, mayExist: true });
  if (number === 1) process.stdout.write('begun\n');
}
