import { describe, expect, it } from 'vitest';
import { decide } from '../../src/domain/decide.ts';
import { evolveAll } from '../../src/domain/evolve.ts';
import { type Followup, followupsOf, KEPT_DONE, MAX_FOLLOWUP, MOST_OPEN } from '../../src/domain/followup.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { Request } from '../../src/domain/request.ts';
import { ANA, anIncident, inChannel, NOON } from '../builders/incident.ts';

type Add = Partial<Extract<Request, { kind: 'add-followup' }>>;

const asked = (incident: Incident, request: Request): Incident => {
  const facts = decide(incident, request, { by: ANA, door: 'slash-command', at: NOON });
  if (!facts.ok) throw new Error(facts.refusal.what);
  return facts.value.length === 0 ? incident : evolveAll(incident, facts.value, NOON).incident;
};
const adding = (incident: Incident, over: Add = {}): Incident =>
  asked(incident, { kind: 'add-followup', text: 'Write the runbook', owner: null, due: null, ...over });
const closing = (incident: Incident, followup: number): Incident =>
  asked(incident, { kind: 'close-followup', followup });
const refused = (incident: Incident, request: Request): string => {
  const facts = decide(incident, request, { by: ANA, door: 'slash-command', at: NOON });
  return facts.ok ? 'not refused' : facts.refusal.what;
};
const numbers = (list: readonly Followup[]) => list.map(({ followup }) => followup);

describe('an action item', () => {
  it('is numbered from one, with who added it, whose it is and until when', () => {
    const incident = adding(adding(inChannel()), { text: ' Alert on it ', owner: 'UBEN', due: '2026-12-01' });

    expect(followupsOf(incident)).toEqual({
      last: 2,
      list: [
        { followup: 1, text: 'Write the runbook', owner: null, due: null, by: ANA, at: NOON, done: false },
        {
          followup: 2,
          text: 'Alert on it',
          owner: 'UBEN',
          due: '2026-12-01',
          by: ANA,
          at: NOON,
          done: false,
        },
      ],
    });
  });

  it('is told in the channel, into which its owner is invited', () => {
    const before = inChannel();
    const incident = adding(before, { owner: 'UBEN', due: '2026-12-01' });

    expect(incident.notices.at(-1)?.body).toEqual({
      kind: 'followup',
      followup: 1,
      text: 'Write the runbook',
      owner: 'UBEN',
      due: '2026-12-01',
    });
    expect(incident.wanted).toEqual([...before.wanted, 'UBEN']);
    expect(adding(incident, { owner: 'UBEN' }).wanted).toEqual(incident.wanted);
  });

  it('can be added after the resolution, and before the incident was accepted', () => {
    const resolved = asked(inChannel(), { kind: 'resolve', reason: null });

    expect(followupsOf(adding(resolved)).last).toBe(1);
    expect(followupsOf(adding(anIncident([], { status: 'triage' }))).last).toBe(1);
  });

  it('is refused for an incident that was none', () => {
    const cancelled = asked(inChannel(), { kind: 'cancel', reason: 'false-positive', text: null });

    expect(refused(cancelled, { kind: 'add-followup', text: 'x', owner: null, due: null })).toContain(
      'INC-7 is cancelled, so it has no postmortem',
    );
  });

  it('is refused without a text, with more text than a line, and beside fifty open ones', () => {
    const request = { kind: 'add-followup', owner: null, due: null } as const;
    let full = inChannel();
    for (let n = 0; n < MOST_OPEN; n++) full = adding(full);

    expect(refused(inChannel(), { ...request, text: ' \n' })).toContain('missing');
    expect(refused(inChannel(), { ...request, text: 'é'.repeat(MAX_FOLLOWUP + 1) })).toContain('at most 300');
    expect(followupsOf(adding(inChannel(), { text: '🔥'.repeat(MAX_FOLLOWUP) })).last).toBe(1);
    expect(refused(full, { ...request, text: 'x' })).toContain('50 open action items');
    expect(followupsOf(adding(closing(full, 1))).last).toBe(MOST_OPEN + 1);
  });

  it('is done once, and that is told with what was to be done', () => {
    const incident = closing(adding(inChannel()), 1);

    expect(followupsOf(incident).list).toMatchObject([{ followup: 1, done: true }]);
    expect(incident.notices.at(-1)?.body).toEqual({
      kind: 'followup-done',
      followup: 1,
      text: 'Write the runbook',
    });
    expect(closing(incident, 1)).toBe(incident);
  });

  it('that there is not can’t be done', () => {
    expect(refused(inChannel(), { kind: 'close-followup', followup: 1 })).toBe('INC-7 has no action items.');
    expect(refused(adding(inChannel()), { kind: 'close-followup', followup: 2 })).toBe(
      'INC-7 has no action item 2, they count from 1 to 1.',
    );
    expect(refused(adding(inChannel()), { kind: 'close-followup', followup: 0 })).toContain(
      'no action item 0',
    );
  });

  it('stays in the snapshot while it is open; of those that are done the last ten stay', () => {
    let incident = adding(inChannel(), { text: 'The first' });
    for (let n = 2; n <= KEPT_DONE + 5; n++) incident = closing(adding(incident), n);

    const { last, list } = followupsOf(incident);
    expect(last).toBe(KEPT_DONE + 5);
    expect(numbers(list)).toEqual([1, ...Array.from({ length: KEPT_DONE }, (_, i) => i + 6)]);
    expect(closing(incident, 2)).toBe(incident);
  });

  it('is not known of an incident whose snapshot is from before there were any', () => {
    const before = inChannel();

    expect(before).not.toHaveProperty('followups');
    expect(followupsOf(before)).toEqual({ last: 0, list: [] });
  });
});
