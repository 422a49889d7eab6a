import { describe, expect, it } from 'vitest';
import { dueSteps } from '../../../src/domain/due-steps.ts';
import type { FactBody, Happening } from '../../../src/domain/fact.ts';
import { decideExport } from '../../../src/domain/postmortem/decide-export.ts';
import { toldIn } from '../../../src/domain/postmortem/told-in.ts';
import { sentenceOf } from '../../../src/domain/refusal.ts';
import type { Request } from '../../../src/domain/request.ts';
import { announcement } from '../../../src/domain/wording/announcement.ts';
import { ANA, aDeclaration, NOON } from '../../builders/incident.ts';
import { plainText } from '../../commands/plain-text.ts';
import { aSource, later } from './a-source.ts';
import { everyFact } from './every-fact.ts';

const asked = everyFact['postmortem.asked'];
const drafted = everyFact['postmortem.drafted'];
const done = (step: string, ts: string | null = null): FactBody => ({
  ...{ kind: 'step.done', step, ref: ts === null ? null : { channel: 'C1', ts } },
});
const opened: FactBody = { kind: 'channel.opened', channel: 'C1', name: 'inc-7', adopted: false };
const resolved: FactBody = { kind: 'status.changed', from: 'investigating', to: 'resolved', reason: null };
const archived: FactBody = { kind: 'channel.lost', channel: 'C1', reason: 'archived' };

type Then = (FactBody | Happening)[];

const logOf = (...bodies: Then) =>
  aSource(
    [aDeclaration(), opened, done('open-channel'), done('post-card', '1.0'), ...bodies].map((each, i) =>
      'body' in each ? each : later(i, each, ANA),
    ),
  );
const incidentOf = (...bodies: Then) => logOf(...bodies).incident;
const keysOf = (...bodies: Then) => dueSteps(incidentOf(...bodies), NOON + 3_600_000).map(({ key }) => key);

describe('what happens to a draft', () => {
  it('leads to the message that told of it; what was told directly leads nowhere', () => {
    const { facts } = logOf(
      ...[asked, done('post-export:1', '1.1'), drafted, done('tell-export:1', '1.2')],
      ...[{ ...asked, export: 2 }, { kind: 'postmortem.cancelled', export: 2 } as const],
      done('post-export:2', '1.3'),
      ...[{ ...asked, export: 3 }, { ...drafted, export: 3 }, done('tell-asker:3', '1.4')],
    );

    const told = toldIn('INC-7', facts);

    const where = facts.flatMap(({ body, version }) =>
      body.kind.startsWith('postmortem.') ? [told.get(version)?.ts ?? null] : [],
    );
    expect(where).toEqual(['1.1', '1.2', '1.3', '1.3', null, null]);
  });

  it('is told in the channel, and to who asked while nobody can write there', () => {
    expect(keysOf(asked, drafted)).toContain('tell-export:1');
    expect(keysOf(asked, drafted, resolved, archived)).toEqual(['tell-asker:1', 'ask-postmortem:0']);
    expect(keysOf(asked, drafted, resolved, archived, done('tell-asker:1'))).toEqual(['ask-postmortem:0']);
    // What is open gets a channel, where it is told.
    expect(keysOf(asked, drafted, archived)).toEqual(['unarchive']);
  });

  it('is no news any more once it was told either way', () => {
    for (const step of ['tell-export:1', 'tell-asker:1']) {
      const { notices, exports } = incidentOf(asked, drafted, done(step));
      expect(notices).toEqual([]);
      expect(exports?.draft).toMatchObject({ export: 1 });
    }
    expect(incidentOf(asked, drafted, done('tell-asker:1')).exports?.list).toEqual([]);
  });

  it('has its message in the new channel when the first is lost while it is written', () => {
    const replaced: FactBody = { kind: 'step.skipped', step: 'unarchive', reason: 'archived' };
    const again = [{ ...opened, channel: 'C2' }, done('open-channel'), done('post-card', '2.0')];
    const keys = keysOf(asked, done('post-export:1', '1.1'), archived, replaced, ...again);

    expect(keys).toContain('post-export:1');
  });

  it('stands in the announcement while the channel is out of reach', () => {
    const text = (...bodies: Then) => plainText(announcement(incidentOf(...bodies)));

    expect(text(asked, drafted, resolved, archived)).toMatch(/Postmortem draft 1: \S/);
    expect(text(asked, drafted, resolved)).not.toMatch(/Postmortem/);
    expect(text(resolved, archived)).not.toMatch(/Postmortem/);
  });

  it('of a private incident stands in no announcement', () => {
    const incident = incidentOf(asked, drafted, resolved, archived);
    const secret = { ...incident, policy: { ...incident.policy, private: true } };

    expect(plainText(announcement(secret))).not.toMatch(/Postmortem/);
  });
});

describe('somebody who wants a draft while one is being written', () => {
  const running = incidentOf({ ...asked, formats: ['md', 'html'] as const, full: false });
  const answer = (request: Extract<Request, { kind: 'ask-postmortem' | 'cancel-postmortem' }>) => {
    const decided = decideExport(running, request);
    return decided.ok ? decided.value : sentenceOf(decided.refusal);
  };

  it('hears what is being written, and that it is what they want', () => {
    expect(answer({ kind: 'ask-postmortem', formats: ['md'], full: false })).toBe(
      'Draft 1 of INC-7 is being written already, as md and html. That is what you want: wait for it in the incident’s channel.',
    );
  });

  it.each([
    [['json'], false],
    [['md'], true],
  ] as const)('hears how to have %j with everything: %s', (formats, full) => {
    expect(answer({ kind: 'ask-postmortem', formats, full })).toBe(
      'Draft 1 of INC-7 is being written already, as md and html. Ask again for yours when it is there, or stop it first. Try: /incident postmortem cancel',
    );
  });

  it('stops the one that they mean', () => {
    expect(answer({ kind: 'cancel-postmortem', export: null })).toEqual([
      { kind: 'postmortem.cancelled', export: 1 },
    ]);
    expect(answer({ kind: 'cancel-postmortem', export: 1 })).toHaveLength(1);
    expect(answer({ kind: 'cancel-postmortem', export: 2 })).toMatch(
      /^Draft 2 of INC-7 is not being written any more/,
    );
  });
});
