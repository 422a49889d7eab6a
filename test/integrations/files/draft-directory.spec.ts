import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDraftDirectory } from '../../../src/integrations/files/draft-directory.ts';
import { Misconfigured } from '../../../src/ports/failures.ts';
import type { Publication } from '../../../src/ports/postmortem-publisher.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'keyturn-drafts-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const aPublication = (over: Partial<Publication> = {}): Publication => ({
  incident: 'INC-7',
  export: 1,
  channel: 'C1',
  files: [
    { format: 'md', text: '# INC-7\n' },
    { format: 'html', text: '<h1>INC-7</h1>' },
  ],
  mayExist: false,
  ...over,
});

describe('a directory of drafts', () => {
  it('is made, and holds a file for each form and nothing else', async () => {
    const path = join(dir, 'a', 'b');
    const drafts = createDraftDirectory({ path });

    expect(await drafts.publish(aPublication())).toBe(
      `${join(path, 'INC-7.md')} and ${join(path, 'INC-7.html')}`,
    );

    expect((await readdir(path)).sort()).toEqual(['INC-7.html', 'INC-7.md']);
    expect(await readFile(join(path, 'INC-7.html'), 'utf8')).toBe('<h1>INC-7</h1>');
  });

  it('gives back what stands there, and nothing where nothing does', async () => {
    const drafts = createDraftDirectory({ path: dir });
    expect(await drafts.earlier('INC-7')).toBeNull();
    await drafts.publish(aPublication());
    await writeFile(join(dir, 'INC-7.md'), '# INC-7\nwhat somebody wrote');

    expect(await drafts.earlier('INC-7')).toBe('# INC-7\nwhat somebody wrote');
    expect(await drafts.earlier('INC-8')).toBeNull();
  });

  it('a second draft takes the place of the first, whatever a killed try left', async () => {
    const drafts = createDraftDirectory({ path: dir });
    await drafts.publish(aPublication());
    await writeFile(join(dir, '.INC-7.md.part'), 'half of it');

    await drafts.publish(aPublication({ export: 2, files: [{ format: 'md', text: 'second' }] }));

    expect(await readFile(join(dir, 'INC-7.md'), 'utf8')).toBe('second');
    expect((await readdir(dir)).sort()).toEqual(['INC-7.html', 'INC-7.md']);
  });

  it('follows no link that somebody put in the place of a draft, reading or writing', async () => {
    const secret = join(dir, 'secret');
    await writeFile(secret, 'a password');
    const path = join(dir, 'drafts');
    await mkdir(path);
    await symlink(secret, join(path, 'INC-7.md'));
    await symlink(secret, join(path, 'INC-7.html'));
    await symlink(secret, join(path, '.INC-7.md.part'));
    const drafts = createDraftDirectory({ path });

    await expect(drafts.earlier('INC-7')).rejects.toThrow(Misconfigured);
    await expect(drafts.publish(aPublication())).rejects.toThrow('directory-eloop');
    await rm(join(path, 'INC-7.md'));
    await drafts.publish(aPublication());

    expect(await readFile(secret, 'utf8')).toBe('a password');
    expect(await drafts.earlier('INC-7')).toBe('# INC-7\n');
    expect(await readFile(join(path, 'INC-7.html'), 'utf8')).toBe('<h1>INC-7</h1>');
  });

  it('does not replace what it could not read: people may have written there', async () => {
    await mkdir(join(dir, 'INC-7.md'));
    await writeFile(join(dir, 'INC-7.html'), 'the first');
    const drafts = createDraftDirectory({ path: dir });

    await expect(drafts.publish(aPublication())).rejects.toThrow(Misconfigured);

    expect((await readdir(dir)).sort()).toEqual(['INC-7.html', 'INC-7.md']);
    expect(await readFile(join(dir, 'INC-7.html'), 'utf8')).toBe('the first');
  });

  it.each(['../INC-7', 'INC-7/../../x', '..', 'INC-7\0'])(
    'refuses %j, which is no incident',
    async (incident) => {
      const drafts = createDraftDirectory({ path: dir });

      await expect(drafts.publish(aPublication({ incident }))).rejects.toThrow('not-an-incident');
      await expect(drafts.earlier(incident)).rejects.toThrow('not-an-incident');
    },
  );

  it('that is a file says so as something for a person to mend', async () => {
    const path = join(dir, 'file');
    await writeFile(path, '');
    const published = createDraftDirectory({ path }).publish(aPublication());

    await expect(published).rejects.toThrow(Misconfigured);
    await expect(published).rejects.toThrow('directory-eexist');
  });
});
