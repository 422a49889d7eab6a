import type { Meta } from '../../cluster/meta.ts';
import { type ObjectRef, refWords } from '../../cluster/object-ref.ts';
import type { Instant } from '../../instant.ts';
import { ageWords } from './age.ts';
import { line } from './sections.ts';

/** Annotations longer than this are machine-made. */
const LONGEST_VALUE = 80;

/** Which object it is, how old, whose, and whether it is on its way out. */
export function identityLines(meta: Meta, owners: readonly ObjectRef[], now: Instant): readonly string[] {
  return [
    refWords(meta),
    `age: ${ageWords(meta.createdAt, now)}, uid ${meta.uid}`,
    ...line('owned by', owners.map(({ kind, name }) => `${kind} ${name}`).join(' < ')),
    ...deletion(meta, now),
    ...line('labels', pairs(meta.labels)),
    ...Object.entries(meta.annotations)
      .filter(([, value]) => value.length <= LONGEST_VALUE)
      .map(([key, value]) => `annotation ${key}: ${value}`),
  ];
}

function deletion({ deletionAt, finalizers }: Meta, now: Instant): readonly string[] {
  if (deletionAt === null) return [];
  const when =
    deletionAt > now
      ? `being deleted, at the latest in ${ageWords(now, deletionAt)}`
      : `should be gone since ${ageWords(deletionAt, now)}`;
  return [when, ...line('held back by finalizers', finalizers.join(', '))];
}

/** `app=checkout, tier=web`. */
export function pairs(map: Readonly<Record<string, string>>): string {
  return Object.entries(map)
    .map(([key, value]) => (value === '' ? key : `${key}=${value}`))
    .join(', ');
}
