import { describe, expect, it } from 'vitest';
import { redact } from '../../../src/domain/redaction/redact.ts';
import { REDACTED } from '../../../src/domain/redaction/redacted.ts';
import { secretShapes } from '../../fixtures/secrets/corpus.ts';
import { partsOf } from '../../fixtures/secrets/secret-shape.ts';

describe('redaction of every shape of secret', () => {
  it('has at least 80 shapes, each with its own name, each holding its secret', () => {
    expect(new Set(secretShapes.map((shape) => shape.name)).size).toBe(secretShapes.length);
    expect(secretShapes.length).toBeGreaterThanOrEqual(80);
    for (const shape of secretShapes)
      for (const part of partsOf(shape)) {
        expect(part.length, shape.name).toBeGreaterThan(5);
        expect(shape.in.replaceAll('\\n', '\n'), shape.name).toContain(part);
      }
  });

  it.each(secretShapes)('takes out: $name', (shape) => {
    const left = redact(shape.in);

    for (const part of partsOf(shape)) expect(left).not.toContain(part);
    expect(left).toContain(REDACTED);
    expect(redact(left)).toBe(left);
  });
});
