import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { aPostmortem, withEveryText } from '../../../builders/postmortem.ts';

const SHAPES = ['postmortem.ts', 'postmortem-cause.ts'].map((file) =>
  readFileSync(`src/domain/postmortem/${file}`, 'utf8'),
);
/** Shapes of other places that the draft takes as they are. */
const PARTS = { Difference: readFileSync('src/domain/proposal/proposal.ts', 'utf8') };

/** Texts that are one of a few words of ours, or the zone, which is configured. */
const OURS = /(?:^|\.)(?:schema|kind|fact|confidence|end|tier|zone|state)$/;

/** Every field of a value with what stands there: `timeline[].by.name` is a string. */
function fieldsOf(value: unknown, path = ''): readonly (readonly [path: string, value: unknown])[] {
  if (Array.isArray(value)) return value.flatMap((item) => fieldsOf(item, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, item]) => fieldsOf(item, path === '' ? key : `${path}.${key}`));
}

/** The names of the fields that the shapes say to be texts. */
function textFields(): ReadonlySet<string> {
  const part = /export type Difference = \{([\s\S]*?)\};/.exec(PARTS.Difference)?.[1] ?? '';
  return new Set(
    [...SHAPES, part].flatMap((source) =>
      Array.from(source.matchAll(/readonly (\w+)\??: ([^;{}]*\bstring\b[^;{}]*)/g), ([, name = '']) => name),
    ),
  );
}

const MARK = 'hostile';
const attacked = new Set(
  fieldsOf(withEveryText(aPostmortem(), () => MARK))
    .filter(([, value]) => value === MARK)
    .map(([path]) => path),
);

describe('the hostile texts', () => {
  it('stand in every field of the draft that is a text', () => {
    const all = fieldsOf(aPostmortem());
    const texts = [...new Set(all.filter(([, value]) => typeof value === 'string').map(([path]) => path))];

    expect(texts.length).toBeGreaterThan(60);
    expect(texts.filter((path) => !attacked.has(path) && !OURS.test(path))).toEqual([]);
  });

  it('leave out none because the incident of the tests has nothing there', () => {
    const named = textFields();
    // What was said of the impact are entries of the timeline, where every field is filled.
    const all = fieldsOf(aPostmortem()).filter(([path]) => !path.startsWith('impact[]'));
    const filled = new Set(all.filter(([, value]) => value !== null).map(([path]) => path));
    const empty = [...new Set(all.map(([path]) => path))].filter((path) => !filled.has(path));

    expect(named.size).toBeGreaterThan(40);
    expect(empty.filter((path) => named.has(/\w+(?=(?:\[\])*$)/.exec(path)?.[0] ?? ''))).toEqual([]);
    const names = new Set([...attacked].flatMap((path) => path.replaceAll('[]', '').split('.')));
    expect([...named].filter((name) => !names.has(name) && !OURS.test(name))).toEqual([]);
  });
});
