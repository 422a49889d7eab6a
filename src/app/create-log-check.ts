import { damageSentence } from '../cli/damage-sentence.ts';
import type { Damage } from '../integrations/redis/damage.ts';
import type { Verify } from '../integrations/redis/verify-chain.ts';
import type { LogCheck } from '../ports/log-check.ts';

/** More than this says nothing more. */
const TOLD = 5;

/** What `keyturn verify` would say of an incident, as a sentence for its postmortem. */
export function createLogCheck({ verify }: { readonly verify: Verify }): LogCheck {
  return {
    async check(id, { version, texts, kept }) {
      const found = await verify.incident(id);
      const head = (await verify.headOf(id, version)) ?? '';
      return {
        sentence: found
          ? sentenceOf(found.damages, { texts, kept })
          : 'There is no log that could be checked.',
        head,
      };
    },
  };
}

type Counts = { readonly texts: number; readonly kept: number };

function sentenceOf(damages: readonly Damage[], counts: Counts): string {
  if (damages.length === 0) return wholeSentence(counts);
  const more = damages.length > TOLD ? ` And ${damages.length - TOLD} more.` : '';
  const count = damages.length === 1 ? '1 damage' : `${damages.length} damages`;
  return `The log or its texts are not as they were written, ${count}: ${damages.slice(0, TOLD).map(damageSentence).join(' ')}${more}`;
}

function wholeSentence({ texts, kept }: Counts): string {
  const counted = [countOf(texts, 'sealed text'), ...(kept === 0 ? [] : [countOf(kept, 'kept text')])];
  const verb = kept === 0 && texts === 1 ? 'is' : 'are';
  return `The chain of the log is whole, and ${counted.join(' and ')} ${verb} as written.`;
}

function countOf(n: number, noun: string): string {
  return n === 1 ? `the one ${noun}` : `all ${n} ${noun}s`;
}
