import { describe, expect, it } from 'vitest';
import { redact } from '../../../src/domain/redaction/redact.ts';
import { ordinaryLines } from '../../fixtures/secrets/ordinary-lines.ts';

describe('redaction of ordinary lines', () => {
  it('has at least 150 of them', () => {
    expect(new Set(ordinaryLines).size).toBeGreaterThanOrEqual(150);
  });

  it.each(ordinaryLines)('leaves %s', (line) => {
    expect(redact(line)).toBe(line);
  });

  it('leaves all of them as one text', () => {
    const text = ordinaryLines.join('\n');

    expect(redact(text)).toBe(text);
  });
});
