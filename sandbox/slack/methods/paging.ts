import type { Arguments } from '../arguments.ts';
import type { Fields } from '../model.ts';
import { refuse } from '../refusal.ts';

/** One page of a list, with the cursor to the next in Slack's form (base64, opaque). */
export const page = <T>(
  args: Arguments,
  all: readonly T[],
  limits: { fallback: number; most: number },
): { items: T[]; metadata: Fields } => {
  const wanted = args.number('limit', limits.fallback) || limits.fallback;
  if (wanted < 0 || wanted > limits.most) refuse('invalid_limit');
  let from = 0;
  if (args.has('cursor')) {
    const decoded = Buffer.from(args.text('cursor'), 'base64').toString('utf8');
    const match = /^next:(\d+)$/.exec(decoded);
    from = match ? Number(match[1]) : refuse('invalid_cursor');
  }
  const items = all.slice(from, from + wanted);
  const next = from + wanted < all.length ? Buffer.from(`next:${from + wanted}`).toString('base64') : '';
  return { items, metadata: { response_metadata: { next_cursor: next } } };
};
