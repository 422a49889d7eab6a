import type { Action } from '../../domain/action/action.ts';
import { actions } from '../../domain/action/actions.ts';
import { shortName } from '../../domain/action/target-kinds.ts';
import { nearest } from '../../domain/nearest.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { type QueryWord, straight } from './query-words.ts';

/** What people call the actions besides their names. */
const called: Readonly<Record<string, Action['name']>> = {
  bounce: 'restart',
  rollback: 'undo',
  image: 'set-image',
  setimage: 'set-image',
  delete: 'delete-pod',
  deletepod: 'delete-pod',
  kill: 'delete-pod',
  isolate: 'quarantine',
  'pod-deletion-cost': 'deletion-cost',
};

/** The action of this name, or the one that people call so; null: there is none. */
export function actionNamed(word: string): Action | null {
  const typed = straight(word).toLowerCase();
  const name = Object.hasOwn(called, typed) ? called[typed] : typed;
  return actions.find((action) => action.name === name) ?? null;
}

/**
 * Takes the action from the beginning of what was typed. Hands type `rollout restart`, `rollout undo` and `set image` by
 * themselves. An unknown one is refused with the nearest.
 */
export function takeAction(
  words: readonly QueryWord[],
): Result<{ readonly action: Action; readonly rest: readonly QueryWord[] }> {
  const [first, second] = words.map(({ text }) => straight(text).toLowerCase());
  if (first === 'rollout' && (second === 'restart' || second === 'undo')) return takeAction(words.slice(1));
  if (first === 'set' && second === 'image') return takeAction(words.slice(1));
  const action = first === undefined ? null : actionNamed(first);
  if (action !== null) return ok({ action, rest: words.slice(1) });
  const names = actions.map(({ name }) => name);
  const near = actionNamed(nearest(first ?? '', [...names, ...Object.keys(called)]) ?? '');
  return refuse({
    kind: 'invalid',
    what: `There is no action “${cut(words[0]?.text ?? '')}”.${near ? ` Did you mean ${near.name}?` : ` There are ${names.join(', ')}.`} Nothing was proposed.`,
    example: `/incident ${exampleOf(near ?? actions[0])}`,
  });
}

const exampleValues: Readonly<Record<string, string>> = {
  revision: '7',
  image: 'registry.example.com/shop/app@sha256:…',
  replicas: '5',
  cost: '-100',
};

/** How an action is typed, with the reason that everybody needs: `do scale deploy/checkout --replicas 5 --reason "..."`. */
export function exampleOf(action: Action | undefined, verb = 'do'): string {
  if (action === undefined) return `${verb} restart deploy/checkout --reason "..."`;
  const kind = action.kinds[0] ?? 'Deployment';
  const name = { Node: 'ip-10-0-1-7', Pod: 'checkout-7d9f', CronJob: 'report' }[kind] ?? 'checkout';
  const given = Object.entries(action.parameters).flatMap(([parameter, { required }]) =>
    required ? [` --${parameter} ${exampleValues[parameter] ?? '...'}`] : [],
  );
  return `${verb} ${action.name} ${shortName(kind)}/${name}${given.join('')} --reason "..."`;
}

function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
