import type { NoticeBody } from '../notice.ts';
import { oneLine } from '../one-line.ts';
import { reasonText } from './step-words.ts';

/** Where a draft is, and where it could not be put: `INC-7.md; not in the directory (no space left)`. */
export function draftTerms({
  published,
  failed,
}: Pick<Extract<NoticeBody, { kind: 'postmortem' }>, 'published' | 'failed'>): string {
  const there = published.map(({ where }) => oneLine(where, 300));
  const not = failed.map(({ to, reason }) => `not in the ${to} (${reasonText(reason)})`);
  if (there.length + not.length === 0)
    return 'kept with the incident; the configuration names no place for it';
  return [...there, ...not].join('; ');
}
