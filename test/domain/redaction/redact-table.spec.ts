import { describe, expect, it } from 'vitest';
import { redactTable } from '../../../src/domain/redaction/redact-table.ts';
import { REDACTED } from '../../../src/domain/redaction/redacted.ts';
import { secretShapes } from '../../fixtures/secrets/corpus.ts';
import { partsOf } from '../../fixtures/secrets/secret-shape.ts';

describe('a table of a custom kind', () => {
  it('loses the cells of a column with a secret name', () => {
    const columns = ['Name', 'Password', 'API Key', 'Connection String', 'Age'];
    const rows = [
      ['shop', 'hunter2', 'abc', 'db', '5d'],
      ['cart', '<none>', null, 4711, '5d'],
    ];

    expect(redactTable(columns, rows)).toEqual([
      ['shop', REDACTED, REDACTED, REDACTED, '5d'],
      ['cart', '<none>', null, REDACTED, '5d'],
    ]);
  });

  it.each(secretShapes)('loses in a cell of any column: $name', (shape) => {
    const left = JSON.stringify(redactTable(['Name', 'Status'], [['shop', shape.in]]));

    for (const part of partsOf(shape)) expect(left).not.toContain(part);
  });

  it('keeps ordinary cells, numbers and the shape of the table', () => {
    const rows = [['checkout-7d9c5bf8b4-x2x9z', '1/1', 'Running', 3, null, true], ['x']];

    expect(redactTable(['Name', 'Ready', 'Status', 'Restarts', 'Tokens', 'Paused'], rows)).toEqual(rows);
  });
});
