import { actions } from '../../domain/action/actions.ts';
import type { FormValues } from '../../domain/form.ts';
import type { Incident } from '../../domain/incident.ts';
import { sentenceOf } from '../../domain/refusal.ts';
import type { Refused } from '../../domain/result.ts';
import { parseDoSubject } from '../../domain/wording/do-subject.ts';
import type { Ask } from '../ask.ts';
import { proposeChange, type WantedChange } from '../deeds/propose-change.ts';
import type { Submitted } from '../door.ts';
import { incidentById } from '../find-incident.ts';
import { type FormHandler, filled, submitted } from '../form-handler.ts';
import { exampleOf } from '../grammar/action-word.ts';
import { placeTarget, takeTarget } from '../grammar/change-target.ts';
import { readParameters } from '../grammar/parameter-values.ts';

export const doFormHandler: FormHandler = {
  name: 'do',
  async submit(ask, value, values) {
    const subject = parseDoSubject(value);
    if (subject === null) {
      return error('action', 'This form is broken. Open it again with /incident do. Nothing was proposed.');
    }
    const incident = await incidentById(ask, subject.id);
    if (!incident.ok) return submitted(incident, 'action');
    return propose(ask, incident.value, subject.undoes, values);
  },
};

async function propose(
  ask: Ask,
  incident: Incident,
  undoes: number | null,
  values: FormValues,
): Promise<Submitted> {
  const wanted = wantedBy(incident, values);
  if ('fields' in wanted) return { kind: 'errors', fields: wanted.fields };
  const done = await proposeChange(ask, incident, { ...wanted, undoes }, `/incident ${exampleOf(undefined)}`);
  return submitted(done, 'action');
}

type Errors = { readonly fields: Readonly<Record<string, string>> };

/** What was filled in, or all that is wrong with it, each under its field. */
function wantedBy({ namespace: own }: Incident, values: FormValues): Omit<WantedChange, 'undoes'> | Errors {
  const action = actions.find(({ name }) => name === filled(values, 'action'));
  if (!action) return { fields: { action: 'Pick what to do.' } };
  const fields: Record<string, string> = {};
  const field = filled(values, 'other') === '' ? 'object' : 'other';
  const text = filled(values, field);
  const words = text.split(/\s+/).flatMap((word) => (word === '' ? [] : [{ text: word, quoted: false }]));
  const typed = takeTarget(action, words, '');
  const rest = typed.ok ? typed.value.rest.map((word) => word.text).join(' ') : '';
  if (!typed.ok) fields[field] = wordsOf(typed);
  if (rest !== '') fields[field] = `One object at a time. What is “${rest.slice(0, 60)}”?`;
  const named = filled(values, 'namespace') || null;
  const placed = typed.ok ? placeTarget(typed.value, { named, own }, '') : null;
  if (placed && !placed.ok) fields.namespace = wordsOf(placed);
  const typedParameters = Object.fromEntries(
    [...new Set(actions.flatMap(({ parameters }) => Object.keys(parameters)))].map((name) => [
      name,
      filled(values, name),
    ]),
  );
  const read = readParameters(action, typedParameters);
  if ('refused' in read) fields[read.parameter] = wordsOf(read.refused);
  const reason = filled(values, 'reason');
  if (reason === '') fields.reason = 'Say why: whoever approves decides by it.';
  if (!placed?.ok || 'refused' in read || Object.keys(fields).length > 0) return { fields };
  return {
    action: action.name,
    target: placed.value,
    parameters: read.parameters,
    reason,
    cluster: filled(values, 'cluster') || null,
    breakGlass: false,
  };
}

/** The example of a command line is of no use in a form. */
function wordsOf({ refusal }: Refused): string {
  const { example: _, ...rest } = refusal;
  return sentenceOf(rest);
}

function error(field: string, what: string): Submitted {
  return { kind: 'errors', fields: { [field]: what } };
}
