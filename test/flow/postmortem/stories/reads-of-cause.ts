import { expect } from 'vitest';
import type { Story } from '../../../../sandbox/stories/story.ts';
import type { Postmortem } from '../../../../src/domain/postmortem/postmortem.ts';
import { asRead, partsOf, sectionOf } from './draft-sections.ts';
import type { Lesson } from './lessons.ts';

/** What a reader knows without a course in Kubernetes. */
const JARGON =
  /\b(?:pods?|nodes?|kubelet|replicas?|deployments?|daemonsets?|endpoints?|webhooks?|namespaces?)\b/i;

type Read = { readonly story: Story; readonly markdown: string; readonly lesson: Lesson };

/** The root cause is the story's, in plain words and with its proof, and nothing else is named above it or as sure. */
export function readsOfCause({ story, markdown, lesson }: Read): void {
  const section = asRead(sectionOf(markdown, 'root-cause'));
  const [first = '', ...others] = partsOf(section);
  const isProven = first.startsWith('Proven: ');

  for (const word of story.cause?.words ?? []) expect(first).toContain(word);
  expect(first).toMatch(
    story.cause?.confidence === 'proven' ? /^(?:Proven|Fits, not proven): / : /^Fits, not proven: /,
  );
  const [, plainly = ''] = /^\*\*In plain words:\*\* (.*)$/m.exec(first) ?? [];
  expect(plainly).toMatch(lesson.plainly ?? /^there is none$/);
  expect(plainly).not.toMatch(JARGON);
  // Evidence has a name and says something; tables stand in fences.
  expect(first).toMatch(/^- \*\*[^*]+:\*\* (?:`|<code>)\S|^```text\n\S/m);
  expect(section.includes('No cause is proven.')).toBe(!isProven);
  for (const other of others) expect(other).toMatch(/^Fits, not proven: /);
  expect(section).toMatch(
    /\*\*Looked at:\*\* the diagnosis of prod-eu1 at .* looked at .*\b\d+ pods\b.* with \d+ checks\./,
  );
}

/** The same for programs: which is the cause, what fits besides, what is only explained by it. */
export function namesCause({ story, lesson }: Read, { causes }: Postmortem): void {
  const [best] = causes;
  const { cause } = story;
  const object =
    cause === null ? undefined : [cause.object.namespace, cause.object.name].filter(Boolean).join('/');
  const words = cause === null ? undefined : `${cause.object.kind} ${object}`;

  expect([best?.check, best?.object]).toEqual([cause?.check, words]);
  expect(causes.slice(1).flatMap((one) => (one.explainedBy === null ? [one.object] : []))).toEqual(
    lesson.alsoFits,
  );
  expect(causes.flatMap((one) => (one.explainedBy === null ? [] : [one.object]))).toEqual(lesson.explains);
}

/** Nothing in the cluster is the cause: none is named, and it is said what "none" means. */
export function readsOfNoCause({ markdown }: Read): void {
  const section = asRead(sectionOf(markdown, 'root-cause'));

  expect(partsOf(section)).toEqual([]);
  expect(section).toMatch(
    /No cause is proven\.\*\* No diagnosis found anything in the cluster that explains the alerts/,
  );
  expect(section).toMatch(/outside the cluster/);
  expect(section).toMatch(
    /\*\*Looked at:\*\* the diagnosis of prod-eu1 at .* looked at .*\b\d+ pods\b.* with \d+ checks\./,
  );
  expect(markdown).not.toMatch(/Proven: /);
}
