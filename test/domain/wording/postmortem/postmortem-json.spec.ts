import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { postmortemJson } from '../../../../src/domain/wording/postmortem/postmortem-json.ts';
import { aPostmortem, withEveryText } from '../../../builders/postmortem.ts';
import { hostileTexts } from './hostile.ts';

/** Every field of a value as a path: `timeline[].by.kind`. */
function pathsOf(value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => pathsOf(item, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, item]) => pathsOf(item, path === '' ? key : `${path}.${key}`));
}

/** The first column of the tables below the heading of the fields. */
function documented(): readonly string[] {
  const page = readFileSync('docs/postmortem.md', 'utf8');
  const fields = /## The fields of the JSON draft([\s\S]*?)(?:\n## |$)/.exec(page)?.[1] ?? '';
  return [...fields.matchAll(/^\| `([^`]+)`/gm)].map(([, path]) => path ?? '');
}

describe('the JSON draft', () => {
  it('is the postmortem itself, and the same bytes for the same one', () => {
    const reversed = Object.fromEntries(Object.entries(aPostmortem()).reverse());

    expect(JSON.parse(postmortemJson(aPostmortem()))).toEqual(aPostmortem());
    expect(postmortemJson({ ...aPostmortem(), ...reversed })).toBe(postmortemJson(aPostmortem()));
    expect(postmortemJson(aPostmortem()).split('\n').slice(0, 3)).toEqual(['{', '  "causes": [', '    {']);
  });

  it.each(hostileTexts)('holds %j as it is, and shows nothing backwards', (text) => {
    const hostile = withEveryText(aPostmortem(), () => text);

    expect(JSON.parse(postmortemJson(hostile))).toEqual(hostile);
    expect(postmortemJson(hostile)).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u2028\u2029]/);
  });

  it('has the fields that are documented, and no others', () => {
    const fields = new Set(pathsOf(aPostmortem()));
    // A party is one thing wherever it stands, and described once.
    const party = /(by|requester|who|owner)\.(kind|name|user|source)$/;
    const parties = [...fields]
      .filter((path) => party.test(path))
      .map((path) => path.replace(/^.*\./, 'party.'));
    // What was said of the impact is made of the timeline's entries.
    const others = [...fields].filter((path) => !party.test(path) && !path.startsWith('impact[]'));

    expect(documented().toSorted()).toEqual([...new Set([...others, ...parties])].sort());
  });
});
