import { MAX_TITLE } from '../../domain/decide.ts';
import type { Form } from '../../domain/form.ts';
import { severities } from '../../domain/severity.ts';
import { severityMark, severityMeaning } from '../../domain/wording/severity-words.ts';
import type { Ask } from '../ask.ts';
import { type Declaration, declare } from '../deeds/declare.ts';
import { type FormHandler, filled, submitted } from '../form-handler.ts';
import { severityNamed } from '../grammar/named-values.ts';

/** Nothing to be about yet; Slack keeps a word better than nothing. */
const SUBJECT = 'new';

/** The form that declares an incident, filled with what is known already. */
export function declareForm(ask: Pick<Ask, 'deps'>, known: Partial<Declaration> = {}): Form {
  return {
    name: 'declare',
    subject: SUBJECT,
    title: 'Declare an incident',
    submit: 'Declare',
    fields: [
      { name: 'title', label: 'What is broken?', kind: 'text', maxLength: MAX_TITLE },
      {
        name: 'severity',
        label: 'How bad is it?',
        kind: 'choice',
        choices: severities.map((value) => ({
          value,
          label: `${severityMark(value)}: ${severityMeaning[value]}`,
        })),
        initial: known.severity ?? ask.deps.defaultPolicy.severity,
      },
      {
        name: 'cluster',
        label: 'Cluster',
        kind: 'text',
        optional: true,
        maxLength: 100,
        ...initial(known.cluster),
      },
      {
        name: 'namespace',
        label: 'Namespace',
        kind: 'text',
        optional: true,
        maxLength: 100,
        ...initial(known.namespace),
      },
      {
        name: 'private',
        label: 'Who may know',
        kind: 'toggle',
        text: 'Private: only invited people',
        optional: true,
        initial: known.private ?? false,
      },
      {
        name: 'drill',
        label: 'Is it real?',
        kind: 'toggle',
        text: 'It is a drill',
        optional: true,
        initial: known.drill ?? false,
      },
    ],
  };
}

export const declareFormHandler: FormHandler = {
  name: 'declare',
  async submit(ask, _subject, values) {
    const done = await declare(ask, {
      title: filled(values, 'title'),
      severity: severityNamed(filled(values, 'severity')),
      cluster: filled(values, 'cluster') || null,
      namespace: filled(values, 'namespace') || null,
      private: filled(values, 'private') === 'true',
      drill: filled(values, 'drill') === 'true',
    });
    return submitted(done, 'title');
  },
};

function initial(text: string | null | undefined): { readonly initial?: string } {
  return text ? { initial: text.slice(0, 100) } : {};
}
