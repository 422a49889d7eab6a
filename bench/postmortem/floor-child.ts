import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The least that the writing of a draft can do, as a process of its own: each answer of Slack is parsed, and as many bytes
 * as the drafts have are written. Its argument: a folder with `answers.json` (the answers' bodies, each as a text) and
 * `drafts.json` (the drafts). Says its processor time in milliseconds.
 */
const [folder = ''] = process.argv.slice(2);
const texts = async (name: string) => JSON.parse(await readFile(join(folder, name), 'utf8')) as string[];
const answers = await texts('answers.json');
const drafts = await texts('drafts.json');

const before = process.cpuUsage();
let messages = 0;
for (const answer of answers) messages += (JSON.parse(answer) as { messages: unknown[] }).messages.length;
await Promise.all(drafts.map((draft, n) => writeFile(join(folder, `draft-${n}`), draft)));
const { user, system } = process.cpuUsage(before);
process.stdout.write(JSON.stringify({ cpu: (user + system) / 1_000, messages }));
