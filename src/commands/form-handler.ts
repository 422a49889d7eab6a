import type { Line } from '../domain/document.ts';
import type { FormValues } from '../domain/form.ts';
import type { Incident } from '../domain/incident.ts';
import { sentenceOf } from '../domain/refusal.ts';
import type { Result } from '../domain/result.ts';
import type { Ask } from './ask.ts';
import type { Submitted } from './door.ts';
import { incidentById } from './find-incident.ts';
import { sentence } from './say.ts';

/** What happens with a form that was filled in. `subject` is the id it is about. */
export type FormHandler = {
  readonly name: string;
  readonly submit: (ask: Ask, subject: string, values: FormValues) => Promise<Submitted>;
};

/** A filled-in field without white space around it; empty when it was left out. */
export function filled(values: FormValues, name: string): string {
  return (Object.hasOwn(values, name) ? (values[name] ?? '') : '').trim();
}

/** Closes the form with a word to the person, or shows under `field` why not. */
export function submitted(result: Result<Line>, field: string): Submitted {
  return result.ok
    ? { kind: 'closed', say: sentence(result.value) }
    : { kind: 'errors', fields: { [field]: sentenceOf(result.refusal) } };
}

/**
 * A form about one incident. What was filled in is decided against the incident as it is now, not as it was when the
 * form was opened. Whatever is refused is said under `field`, the form's main one.
 */
export function incidentForm(
  name: string,
  field: string,
  run: (ask: Ask, incident: Incident, values: FormValues) => Promise<Result<Line>>,
): FormHandler {
  return {
    name,
    async submit(ask, subject, values) {
      const incident = await incidentById(ask, subject);
      return submitted(incident.ok ? await run(ask, incident.value, values) : incident, field);
    },
  };
}
