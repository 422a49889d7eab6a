import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const shared = globSync('test/**/*.ts').filter((file) => !file.endsWith('.spec.ts'));

describe('what test files share', () => {
  it('is found', () => {
    expect(shared.length).toBeGreaterThan(100);
  });

  // The files of a worker share its modules: the hook would be there for the first of them only.
  it.each(shared)(
    '%s sets no hook when it is imported: what starts something ends it with its test',
    (file) => {
      expect(readFileSync(file, 'utf8')).not.toMatch(/^(?:before|after)(?:Each|All)\(/m);
    },
  );
});
