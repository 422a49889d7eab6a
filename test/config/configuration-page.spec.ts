import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { configurationPage } from '../../src/config/configuration-page.ts';
import { Secrets } from '../../src/config/secrets.ts';
import { settingRows } from '../../src/config/setting-rows.ts';
import { Settings } from '../../src/config/settings.ts';

const page = new URL('../../docs/configuration.md', import.meta.url);

it('docs/configuration.md says what the schemas say of themselves (UPDATE_DOCS=1 writes it anew)', () => {
  if (process.env.UPDATE_DOCS === '1') writeFileSync(page, configurationPage());

  expect(readFileSync(page, 'utf8')).toBe(configurationPage());
});

/** `sources[].name` of a value: every path that a file can have, as the page writes it. */
function pathsOf(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each) => pathsOf(each, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [path];
  const inside = Object.entries(value).flatMap(([name, each]) =>
    pathsOf(each, path === '' ? name : `${path}.${name}`),
  );
  return path === '' ? inside : [path, ...inside];
}

describe('the settings on the page', () => {
  const rows = settingRows(Settings);
  const row = (path: string) => rows.find((each) => each.path === path);

  it('are each there once, with a meaning that ends like a sentence or goes on in the next', () => {
    expect(rows.length).toBeGreaterThan(90);
    expect(new Set(rows.map(({ path }) => path)).size).toBe(rows.length);
    expect(rows.filter(({ meaning }) => !/(\.|\.\.\.)$/.test(meaning)).map(({ path }) => path)).toEqual([]);
  });

  it('are all that the example has', () => {
    const example = parse(readFileSync('keyturn.example.yaml', 'utf8'));
    const known = rows.map(({ path }) => path.replaceAll('.<name>', '.*'));
    const isKnown = (path: string) =>
      known.some((each) => {
        const names = each.split('.');
        const given = path.split('.');
        return names.length === given.length && names.every((name, i) => name === '*' || name === given[i]);
      });
    // A list's entries, a place's two forms and names that people choose have no row of their own.
    const leaves = pathsOf(example, '').filter(
      (path) =>
        !/(\[\]$)|^severity\.values\.|^(routes\[\]\.)?rosters\.\w+$|^routes\[\]\.(cluster|team)\./.test(path),
    );

    expect(leaves.length).toBeGreaterThan(80);
    expect(leaves.filter((path) => !isKnown(path))).toEqual([]);
  });

  it('have the defaults that an empty file gets, also behind what transforms them', () => {
    expect(row('http.port')).toMatchObject({ fallback: '8080', type: 'number from 0 to 65535' });
    expect(row('channels.announcements')?.fallback).toBe('incidents');
    expect(row('redis.prefix')?.fallback).toBe('"{keyturn}"');
    expect(row('reopenWithin')).toMatchObject({ fallback: '30m', type: 'time span' });
    expect(row('sources[].alertmanager')?.fallback).toBe('nothing');
    expect(row('sources[].name')?.fallback).toBeNull();
    expect(row('correlation.labels')?.type).toBe('`group`, or list: text');
    expect(row('rosters.<name>.users')?.type).toBe('list: member’s id');
    expect(row('actions.quorum.critical')?.type).toBe('number from 2 to 10');
  });

  it('take their own defaults', () => {
    const single = rows.filter(
      ({ path, fallback }) => /^[\w.]+$/.test(path) && fallback && fallback !== 'nothing',
    );
    const nested = (path: string, value: unknown): object =>
      path.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as object;
    const simple = single.filter(({ path }) => !path.startsWith('actions'));

    expect(simple.length).toBeGreaterThan(25);
    for (const { path, fallback } of simple) {
      expect(Settings.parse(nested(path, parse(fallback ?? '')))).toEqual(Settings.parse({}));
    }
  });

  it('are beside every secret', () => {
    const text = configurationPage();

    expect(Object.keys(Secrets.shape).filter((name) => !text.includes(`| \`${name}\` |`))).toEqual([]);
  });
});
