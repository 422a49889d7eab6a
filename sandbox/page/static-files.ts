import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export type StaticFile = { readonly content: Buffer; readonly headers: Readonly<Record<string, string>> };

const PUBLIC = fileURLToPath(new URL('./public', import.meta.url));
const { resolve } = createRequire(import.meta.url);

/** The folder of a package, found as Node finds it. */
const folderOf = (name: string): string => dirname(resolve(`${name}/package.json`));

/** What the browser gets of the packages, by the path after /vendor/. */
const VENDOR: Readonly<Record<string, string>> = {
  'preact.js': join(folderOf('preact'), 'dist/preact.mjs'),
  'preact-hooks.js': join(folderOf('preact'), 'hooks/dist/hooks.mjs'),
  'htm.js': join(dirname(resolve('htm')), 'htm.module.js'),
  'marked.js': join(folderOf('marked'), 'lib/marked.esm.js'),
  'emojibase-data/en/shortcodes/iamcal.json': join(folderOf('emojibase-data'), 'en/shortcodes/iamcal.json'),
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const fileOf = (path: string): string | undefined => {
  if (path.startsWith('/vendor/')) return VENDOR[path.slice('/vendor/'.length)];
  const file = join(PUBLIC, path === '/' ? 'index.html' : path);
  return file.startsWith(PUBLIC + sep) ? file : undefined;
};

/**
 * The page asks nobody but the sandbox for anything. An import map can only stand in the page itself; its digest keeps
 * every other inline script out.
 */
const policyOf = (html: string): string => {
  const inline = [...html.matchAll(/<script type="importmap">([\s\S]*?)<\/script>/g)];
  const digests = inline.map(
    ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );
  const scripts = ["script-src 'self'", ...digests].join(' ');
  return `default-src 'self'; ${scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'`;
};

/** A file of the page or of the packages it uses, by the address's decoded path; without one undefined. */
export async function staticFile(path: string): Promise<StaticFile | undefined> {
  const file = fileOf(path);
  const type = TYPES[extname(file ?? '')];
  if (file === undefined || type === undefined) return undefined;
  try {
    const content = await readFile(file);
    const isPage = type.startsWith('text/html');
    const headers = {
      'content-type': type,
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      ...(isPage && { 'content-security-policy': policyOf(content.toString('utf8')) }),
    };
    return { content, headers };
  } catch {
    return undefined;
  }
}
