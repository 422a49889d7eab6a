import type { NoticeBody } from '../notice.ts';
import { oneLine } from '../one-line.ts';
import { reasonText } from './step-words.ts';

/** Why a draft was given up, and what whoever wanted it can do. */
export function givenUpTerms(reason: string): string {
  return `${reasonText(reason)}. Ask again with /incident postmortem; if it fails again, tell whoever runs Keyturn`;
}

/** Where a draft is, and where it could not be put: `INC-7.md; not in the directory (no space left)`. */
export function draftTerms({
  published,
  failed,
}: Pick<Extract<NoticeBody, { kind: 'postmortem' }>, 'published' | 'failed'>): string {
  // A phone shows the beginning, and whoever holds one is in the channel.
  const nearest = published.toSorted((a, b) => Number(b.to === 'channel') - Number(a.to === 'channel'));
  const there = nearest.map(({ where }) => oneLine(where, 300));
  const not = failed.map(({ to, reason }) => `not in the ${to} (${reasonText(reason)})`);
  if (there.length > 0) return [...there, ...not].join('; ');
  const kept = 'only kept with the incident';
  return not.length === 0 ? `${kept}; the configuration names no place for it` : [kept, ...not].join('; ');
}
