import { damageSentence } from '../cli/damage-sentence.ts';
import type { Damage } from '../integrations/redis/damage.ts';
import type { Verify } from '../integrations/redis/verify-chain.ts';
import type { LogCheck } from '../ports/log-check.ts';

/** More than this says nothing more. */
const TOLD = 5;

/** What `keyturn verify` would say of an incident, as a sentence for its postmortem. */
export function createLogCheck({ verify }: { readonly verify: Verify }): LogCheck {
  return {
    async check(id, { version, texts }) {
      const found = await verify.incident(id);
      const head = (await verify.headOf(id, version)) ?? '';
      return {
        sentence: found ? sentenceOf(found.damages, texts) : 'There is no log that could be checked.',
        head,
      };
    },
  };
}

function sentenceOf(damages: readonly Damage[], texts: number): string {
  if (damages.length === 0)
    return `The chain of the log is whole, and ${texts === 1 ? 'the one sealed text is' : `all ${texts} sealed texts are`} as written.`;
  const more = damages.length > TOLD ? ` And ${damages.length - TOLD} more.` : '';
  const count = damages.length === 1 ? '1 damage' : `${damages.length} damages`;
  return `The log or its texts are not as they were written, ${count}: ${damages.slice(0, TOLD).map(damageSentence).join(' ')}${more}`;
}
