import { nearest } from '../nearest.ts';

/** More than this many suggestions are a list. */
const SUGGESTED = 3;

/**
 * Names that were most likely meant by one that is not there, at most three: those that begin with it, that contain it
 * (people copy the end of a pod's name), that it begins with (a pod that was replaced), else the nearest typing.
 */
export function nearestNames(typed: string, names: readonly string[]): readonly string[] {
  const all = [...new Set(names)];
  const begins = all.filter((name) => name.startsWith(typed));
  const contains = all.filter((name) => !name.startsWith(typed) && name.includes(typed));
  const stem = typed.replace(/-[a-z0-9]{5}$/, '');
  const siblings = stem === typed ? [] : all.filter((name) => name.startsWith(`${stem}-`));
  const grand = stem.replace(/-[a-z0-9]{4,10}$/, '');
  const cousins = grand === stem ? [] : all.filter((name) => name.startsWith(`${grand}-`) || name === grand);
  const near = nearest(typed, all);
  const found = [...begins, ...contains, ...siblings, ...(near === null ? [] : [near]), ...cousins];
  return [...new Set(found)].slice(0, SUGGESTED);
}
