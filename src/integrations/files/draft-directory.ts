import { constants } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { IncidentId } from '../../domain/fact.ts';
import type { DraftFormat } from '../../domain/postmortem/export.ts';
import { Misconfigured, Unavailable } from '../../ports/failures.ts';
import type { PostmortemPublisher } from '../../ports/postmortem-publisher.ts';

/** What an incident's name looks like; anything else could lead out of the directory. */
const ID = /^INC-\d{1,12}$/;

/** What a person mends: the path, its rights, a file in the place of the directory, a link in the place of a draft. */
const FOR_A_PERSON = ['EACCES', 'EEXIST', 'EISDIR', 'ELOOP', 'ENAMETOOLONG', 'ENOTDIR', 'EPERM', 'EROFS'];

/** A draft is at most some megabytes; what is larger was not written by us. */
const LARGEST = 64 * 1024 * 1024;

/**
 * Puts drafts into a directory, as `INC-7.md` and so on: the newest only, with what people wrote into the Markdown kept by
 * whoever makes the draft. A reader sees the old file or the new one, never a half. Symbolic links are not followed: the
 * directory may be one in which others write.
 */
export function createDraftDirectory({ path }: { readonly path: string }): PostmortemPublisher {
  return {
    name: 'directory',
    publish: ({ incident, files }) =>
      inWords(async () => {
        await mkdir(path, { recursive: true });
        // What stands there and can't be read may hold what people wrote: it is not replaced.
        await readIfThere(join(path, fileName(incident, 'md')));
        for (const { format, text } of files) await replace(path, fileName(incident, format), text);
        return files.map(({ format }) => join(path, fileName(incident, format))).join(' and ');
      }),
    earlier: (incident) => inWords(() => readIfThere(join(path, fileName(incident, 'md')))),
  };
}

function fileName(incident: IncidentId, format: DraftFormat): string {
  if (!ID.test(incident)) throw new Misconfigured('not-an-incident');
  return `${incident}.${format}`;
}

async function replace(path: string, name: string, text: string): Promise<void> {
  // The same name at each try: what a killed one left is overwritten.
  const part = join(path, `.${name}.part`);
  await rm(part, { force: true });
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
  const file = await open(part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o640);
  try {
    await file.writeFile(text, 'utf8');
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, join(path, name));
}

async function readIfThere(path: string): Promise<string | null> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    (error: unknown) => {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    },
  );
  if (file === null) return null;
  try {
    const stat = await file.stat();
    if (!stat.isFile() || stat.size > LARGEST) throw new Misconfigured('not-a-draft');
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

async function inWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = codeOf(error);
    if (code === null) throw error;
    const Failure = FOR_A_PERSON.includes(code) ? Misconfigured : Unavailable;
    throw new Failure(`directory-${code.toLowerCase()}`, { cause: error });
  }
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
