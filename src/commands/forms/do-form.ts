import type { Action, Parameters } from '../../domain/action/action.ts';
import { targetKind } from '../../domain/action/target-kinds.ts';
import { type ObjectRef, refKey, refWords } from '../../domain/cluster/object-ref.ts';
import type { Choice, Form, FormField } from '../../domain/form.ts';
import type { Incident } from '../../domain/incident.ts';
import { type DoSubject, doSubject } from '../../domain/wording/do-subject.ts';

/** What the form is filled with already. */
export type KnownChange = {
  readonly action?: Action['name'];
  readonly object?: ObjectRef;
  readonly parameters?: Parameters;
  readonly reason?: string;
};

export type DoFormInput = {
  readonly incident: Incident;
  readonly subject: DoSubject;
  /** At least one. */
  readonly offered: readonly Action[];
  readonly objects: readonly ObjectRef[];
  /** To choose from; empty when there is no choice. */
  readonly clusters: readonly string[];
  readonly known: KnownChange;
};

/** Slack's limit for the value of a choice. */
const LONGEST_VALUE = 150;

/**
 * The form that proposes a change: what to do with which object, and why. Of one known change it asks for nothing else,
 * so that it fits a phone; of several, why stands before the parameters, most of which are for other actions.
 */
export function doForm({ incident, subject, offered, objects, clusters, known }: DoFormInput): Form {
  const parameters = parameterFields(offered, known);
  return {
    name: 'do',
    subject: doSubject(subject),
    title: 'Propose a change',
    submit: 'Propose',
    intro:
      'It is planned first: a card in the channel shows exactly what would happen. Somebody else approves it before anything is done.',
    fields: [
      {
        name: 'action',
        label: 'What to do',
        kind: 'choice',
        choices: offered.map(({ name, title }) => ({ value: name, label: title })),
        ...initial(offered.find(({ name }) => name === known.action)?.name),
      },
      ...objectFields(incident, offered, objects, known.object),
      ...(offered.length === 1 ? [...parameters, reasonField(known)] : [reasonField(known), ...parameters]),
      ...clusterFields(clusters),
    ],
  };
}

function reasonField({ reason }: KnownChange): FormField {
  return {
    name: 'reason',
    label: 'Why',
    kind: 'text',
    multiline: true,
    maxLength: 500,
    hint: 'Whoever approves decides by it.',
    ...initial(reason),
  };
}

function objectFields(
  { namespace }: Incident,
  offered: readonly Action[],
  objects: readonly ObjectRef[],
  known: ObjectRef | undefined,
): readonly FormField[] {
  const refs = new Map([...(known ? [known] : []), ...objects].map((ref) => [refKey(ref), ref]));
  const choices = [...refs.values()].flatMap((ref) => objectChoice(ref, offered));
  const [first] = choices;
  // What can't be said as a choice (a very long name) must not become another object.
  const chosen = known === undefined ? undefined : objectChoice(known, offered)[0];
  const picked: readonly FormField[] =
    first === undefined
      ? []
      : [
          {
            name: 'object',
            label: 'Object',
            kind: 'choice',
            optional: chosen === undefined,
            choices,
            ...initial(chosen?.value),
          },
        ];
  if (chosen !== undefined) return picked;
  return [
    ...picked,
    {
      name: 'other',
      label: first === undefined ? 'Object' : 'Another object',
      kind: 'text',
      optional: first !== undefined,
      maxLength: 400,
      hint:
        first === undefined ? 'Such as deploy/checkout' : 'Such as deploy/checkout; wins over what is picked',
    },
    {
      name: 'namespace',
      label: 'Namespace',
      kind: 'text',
      optional: true,
      maxLength: 63,
      hint:
        namespace === null
          ? 'Of an object that you typed'
          : `Of an object that you typed; left out: ${namespace}`,
    },
  ];
}

/** An object as the choice says it and as it is read again; none for what no offered action is for. */
function objectChoice(ref: ObjectRef, offered: readonly Action[]): readonly Choice[] {
  const kind = targetKind(ref.kind);
  if (kind === null || !offered.some(({ kinds }) => kinds.includes(kind.kind))) return [];
  const value = [kind.resource, ...(ref.namespace === null ? [] : [ref.namespace]), ref.name].join('/');
  return value.length > LONGEST_VALUE ? [] : [{ value, label: refWords(ref) }];
}

/** One field for each parameter; its label says for which actions it is. */
function parameterFields(
  offered: readonly Action[],
  { action: chosen, parameters }: KnownChange,
): readonly FormField[] {
  const names = [...new Set(offered.flatMap((action) => Object.keys(action.parameters)))];
  return names.map((name): FormField => {
    const takers = offered.filter((action) => Object.hasOwn(action.parameters, name));
    const value = takers.some((taker) => taker.name === chosen) ? parameters?.[name] : undefined;
    return {
      name,
      label:
        offered.length === 1
          ? titleOf(name)
          : `${titleOf(name)} (for: ${takers.map(({ title }) => title).join(', ')})`,
      kind: 'text',
      optional: offered.length > 1 || takers[0]?.parameters[name]?.required !== true,
      maxLength: 500,
      hint: takers[0]?.parameters[name]?.meaning ?? '',
      ...initial(value === undefined ? undefined : String(value)),
    };
  });
}

function clusterFields(clusters: readonly string[]): readonly FormField[] {
  if (clusters.length < 2) return [];
  const choices = clusters.map((value) => ({ value, label: value }));
  return [{ name: 'cluster', label: 'Cluster', kind: 'choice', choices }];
}

function titleOf(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function initial(value: string | undefined): { readonly initial?: string } {
  return value ? { initial: value } : {};
}
