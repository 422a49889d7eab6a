import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/domain/json.ts';
import { differences } from '../../../src/domain/proposal/differences.ts';
import { shownDifferences } from '../../../src/domain/proposal/shown-differences.ts';
import { REDACTED } from '../../../src/domain/redaction/redacted.ts';

const shown = (before: JsonObject, after: JsonObject) =>
  shownDifferences(before, after, differences(before, after));
const withEnv = (name: string, value: string): JsonObject => ({
  kind: 'Deployment',
  spec: { template: { spec: { containers: [{ name: 'app', env: [{ name, value }] }] } } },
});

describe('the differences that people see', () => {
  it('are paths with their values before and after', () => {
    expect(shown({ spec: { replicas: 3 } }, { spec: { replicas: 5, paused: true } })).toEqual([
      { path: '/spec/paused', before: null, after: 'true' },
      { path: '/spec/replicas', before: '3', after: '5' },
    ]);
  });

  it('hide a secret on both sides, and still say that it changes', () => {
    expect(shown(withEnv('DB_PASSWORD', 'hunter2hunter2'), withEnv('DB_PASSWORD', 'correct-horse'))).toEqual([
      {
        path: '/spec/template/spec/containers[app]/env[DB_PASSWORD]/value',
        before: REDACTED,
        after: REDACTED,
      },
    ]);
  });

  it('are cut with a count', () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`key-${i}`, 'x']));

    const all = shown({ data: {} }, { data: many });

    expect(all).toHaveLength(41);
    expect(all.at(-1)).toEqual({ path: 'and 20 more', before: null, after: null });
  });
});
