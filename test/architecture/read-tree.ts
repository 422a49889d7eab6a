import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { SourceFile } from './scan.ts';

/** The source files in these folders of a root, sorted by path; a folder that does not exist holds none. */
export async function readTree(
  root: string,
  folders: string[],
  ending = /\.(?:ts|js|mjs)$/,
): Promise<SourceFile[]> {
  const found = await Promise.all(folders.map((folder) => filesIn(join(root, folder))));
  const files = found.flat().filter((file) => ending.test(file));
  const read = files.map(async (file) => ({
    path: relative(root, file).split(sep).join('/'),
    text: await readFile(file, 'utf8'),
  }));
  return (await Promise.all(read)).sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
