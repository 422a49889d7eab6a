import type { Result } from '../../domain/result.ts';
import { ok } from '../../domain/result.ts';
import { type Declaration, declare } from '../deeds/declare.ts';
import type { Reply } from '../door.ts';
import { declareForm } from '../forms/declare.ts';
import { type OptionSpec, type Options, takeOptions } from '../grammar/options.ts';
import { takeSeverity } from '../grammar/take-severity.ts';
import { type Token, textOf } from '../grammar/token.ts';
import { say } from '../say.ts';
import type { WorkspaceVerb } from '../verb.ts';

const example = '/incident declare sev2 Checkout rejects cards --cluster prod-eu1';

const spec: OptionSpec = {
  options: { private: 'flag', drill: 'flag', cluster: 'value', ns: 'value', namespace: 'value' },
  strict: true,
  example,
};

export const declareVerb: WorkspaceVerb = {
  about: 'workspace',
  name: 'declare',
  aliases: ['new', 'open', 'create'],
  usage: 'declare [sev1-4] <title> [--private] [--drill] [--cluster c] [--ns ns]',
  summary: 'Declare an incident: it gets a channel, a card and people in roles',
  examples: [
    'declare sev2 Checkout rejects cards --cluster prod-eu1 --ns shop',
    'declare sev3 Fire drill --drill',
  ],
  async run(ask, { words }): Promise<Result<Reply>> {
    const taken = takeOptions(words, spec);
    if (!taken.ok) return taken;
    const declaration = declarationOf(taken.value);
    if (declaration.title === '') return ok({ kind: 'form', form: declareForm(ask, declaration) });
    const done = await declare(ask, declaration);
    return done.ok ? ok(say(done.value)) : done;
  },
};

function declarationOf({ options, rest }: Options): Declaration {
  const value = (name: string): string | null => {
    const option = options.get(name);
    return option && 'value' in option ? option.value : null;
  };
  const { severity, words } = takeSeverity(rest);
  return {
    title: title(words),
    severity,
    cluster: value('cluster'),
    namespace: value('ns') ?? value('namespace'),
    private: options.has('private'),
    drill: options.has('drill'),
  };
}

function title(words: readonly Token[]): string {
  return textOf(words).replace(/\s+/g, ' ').trim();
}
