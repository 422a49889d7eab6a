import type { UserId } from '../actor.ts';
import type { Fact } from '../fact.ts';
import type { MirrorRecord } from '../mirror-record.ts';

/** Where facts name members by Slack's id. */
const NAMED_BY: readonly string[] = ['user', 'users', 'owner', 'previous', 'from', 'candidates'];

const MEMBER = /^[UW][A-Z0-9]{2,20}$/;
const MENTION = /<@([UW][A-Z0-9]{2,20})[|>]/g;

/** Every member who did something, was named by a fact, wrote or was mentioned; by Slack's id, sorted. */
export function peopleIn(facts: readonly Fact[], messages: readonly MirrorRecord[]): readonly UserId[] {
  const found = new Set<string>();
  for (const { by, body } of facts) {
    if (by.kind === 'person') found.add(by.user);
    collect(body, '', found);
  }
  for (const { user, text } of messages) {
    if (user !== null) found.add(user);
    mentioned(text, found);
  }
  return [...found].filter((id) => MEMBER.test(id)).sort();
}

function collect(value: unknown, key: string, found: Set<string>): void {
  if (typeof value === 'string') {
    if (NAMED_BY.includes(key)) found.add(value);
    mentioned(value, found);
  } else if (Array.isArray(value)) {
    for (const each of value) collect(each, key, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, each] of Object.entries(value)) collect(each, name, found);
  }
}

function mentioned(text: string, found: Set<string>): void {
  for (const [, id = ''] of text.matchAll(MENTION)) found.add(id);
}
