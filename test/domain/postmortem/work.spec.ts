import { expect, it } from 'vitest';
import { draftPostmortem } from '../../../src/domain/postmortem/draft-postmortem.ts';
import type { PostmortemSource } from '../../../src/domain/postmortem/postmortem-source.ts';
import { ANA, NOON } from '../../builders/incident.ts';
import { aRecord, aSource, declaredByAlert } from './a-source.ts';
import { everyFact } from './every-fact.ts';

const bodies = Object.values(everyFact);
const { incident } = aSource([declaredByAlert()]);

/** So many messages and a fifth as many facts, all of them different. */
function sourceOf(messages: number): PostmortemSource {
  const declared = aSource([declaredByAlert()]).facts;
  const others = Array.from({ length: messages / 5 }, (_, i) => ({
    body: {
      ...bodies[(i * 7) % bodies.length]!,
      ...(i % 3 === 0 ? { proposal: i } : {}),
    } as (typeof bodies)[number],
    by: ANA,
    door: 'slash-command' as const,
    at: NOON + i * 1_000,
    version: i + 2,
    recordedAt: NOON + i * 1_000,
  })).filter(({ body }) => body.kind !== 'incident.declared');
  return {
    ...aSource([declaredByAlert()]),
    incident,
    facts: [...declared, ...others],
    messages: Array.from({ length: messages }, (_, i) =>
      aRecord(i, {
        text: `checkout is slow again, I see ${i} errors/s on checkout-7d9f6c5b8-${i}, see https://grafana.example/d/${i}`,
        user: `U${i % 40}`,
        threadTs: i % 5 === 0 ? null : aRecord(i - (i % 5)).ts,
      }),
    ),
  };
}

/** Processor time of one draft in milliseconds: the least of three, since others use the machine, too. */
function timeOf(source: PostmortemSource): number {
  const tries = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    draftPostmortem(source);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
  return Math.min(...tries);
}

it('drafts 10,000 messages and 2,000 facts within a second of processor time, and four times as many in about four times', () => {
  const quarter = timeOf(sourceOf(2_500));
  const whole = timeOf(sourceOf(10_000));

  expect(whole).toBeLessThan(1_000);
  // A loop within a loop would be at 16.
  expect(whole / quarter).toBeLessThan(9);
});
