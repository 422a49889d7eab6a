import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createReading,
  createReadingMemory,
} from '../../../../src/integrations/kubernetes/project/reading.ts';
import { runs } from '../../../setup/runs.ts';

const SECRET = 'password=hunter2hunter2';

describe('what one reading leaves to the next', () => {
  it('is only texts in which there was nothing to take out', () => {
    const memory = createReadingMemory();
    const reading = createReading(memory);

    reading.hidden('orders-db:5432 is away');
    reading.hidden(`connect with ${SECRET}`);
    reading.named('API_TOKEN', 'anything');
    reading.variable('MODE', 'verbose');

    expect([...memory.clean].toSorted()).toEqual(['orders-db:5432 is away', 'verbose']);
  });

  it('is forgotten when the next one does not see it', () => {
    const memory = createReadingMemory();
    createReading(memory).hidden('gone by now');
    createReading(memory).hidden('is there');

    expect([...memory.clean]).toEqual(['is there']);
  });

  it('changes nothing of what is shown, and what has a name of a secret stays hidden whatever was read before', () => {
    const memory = createReadingMemory();
    const text = fc.array(
      fc.constantFrom('a', 'token ', SECRET, ' ok ', 'Bearer abcdefghijklmnopqrstuvwxyz', '='),
      {
        maxLength: 6,
      },
    );

    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), (all) => {
        const written = all.map((pieces) => pieces.join(''));
        const alone = written.map((one) => createReading().hidden(one));
        const reading = createReading(memory);

        expect(written.map((one) => reading.hidden(one))).toEqual(alone);
        expect(written.map((one) => reading.named('PASSWORD', one))).toEqual(
          written.map((one) => createReading().named('PASSWORD', one)),
        );
      }),
      { numRuns: runs(200) },
    );
  });
});
