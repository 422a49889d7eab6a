import type { ScopeRule } from './methods/method.ts';
import type { Fields } from './model.ts';
import { refuse } from './refusal.ts';
import type { World } from './world.ts';

const needed = (world: World, rule: ScopeRule, args: Fields): readonly string[] => {
  if (Array.isArray(rule)) return rule as readonly string[];
  const byKind = rule as Exclude<ScopeRule, readonly string[]>;
  const kind = world.channels.get(String(args.channel ?? ''))?.kind;
  return kind ? byKind[kind] : Object.values(byKind).flat();
};

/** Refuses a call whose scope was not granted, naming what is needed and what there is. */
export const checkScopes = (world: World, rule: ScopeRule | undefined, args: Fields): void => {
  const granted = world.grantedScopes();
  if (!rule || granted === 'all') return;
  const any = needed(world, rule, args);
  if (any.some((scope) => granted.has(scope))) return;
  refuse('missing_scope', { needed: any.join(','), provided: [...granted].join(',') });
};
