import { describe, expect, it } from 'vitest';
import { dueSteps } from '../../src/domain/due-steps.ts';
import { MINUTE } from '../../src/domain/instant.ts';
import { nextDueAt } from '../../src/domain/next-due.ts';
import { alertsChanged } from '../builders/alerts.ts';
import { ANA, anIncident, aPolicy, happened, inChannel, NOON } from '../builders/incident.ts';

const keys = (...args: Parameters<typeof dueSteps>) => dueSteps(...args).map(({ key }) => key);

describe('what an incident still needs', () => {
  it('needs a channel before anything else', () => {
    expect(keys(anIncident(), NOON)).toEqual(['open-channel']);
  });

  it('can be read and talked in after three steps: channel, card, people', () => {
    expect(keys(inChannel(), NOON).slice(0, 3)).toEqual(['invite:0', 'announce', 'pin-card']);
  });

  it('asks for roles before it invites, so that one invitation reaches everyone', () => {
    const rosters = { commander: { kind: 'users', users: ['UANA', 'UBEN'] } } as const;
    const incident = inChannel([], { policy: aPolicy({ rosters }) });

    expect(keys(incident, NOON)[0]).toBe('propose-role:commander:1');
    const asked = inChannel(
      [
        {
          kind: 'role.proposed',
          role: 'commander',
          user: 'UANA',
          candidates: ['UANA', 'UBEN'],
          acceptBy: NOON + 1,
        },
      ],
      { policy: aPolicy({ rosters }) },
    );
    expect(keys(asked, NOON).slice(0, 2)).toEqual(['invite:1', 'ask-role:commander:1']);
  });

  it('has one message and no channel while it is in triage', () => {
    expect(keys(anIncident([], { status: 'triage' }), NOON)).toEqual(['post-triage']);
  });

  it('needs nothing in triage once it is over', () => {
    const over = anIncident([{ kind: 'status.changed', from: 'triage', to: 'resolved', reason: null }], {
      status: 'triage',
    });

    expect(keys(over, NOON)).toEqual([]);
  });

  it('is not announced a second time when its triage message said so already', () => {
    const accepted = anIncident(
      [
        { kind: 'step.done', step: 'post-triage', ref: { channel: 'CANN', ts: '1.0' } },
        happened({ kind: 'status.changed', from: 'triage', to: 'investigating', reason: null }, { by: ANA }),
        { kind: 'channel.opened', channel: 'C1', name: 'inc-7', adopted: false },
        { kind: 'step.done', step: 'post-card', ref: { channel: 'C1', ts: '1.1' } },
      ],
      { status: 'triage' },
    );

    expect(keys(accepted, NOON)).not.toContain('announce');
    expect(accepted.wanted).toEqual(['UANA']);
  });

  it('waits for a blocked step, and announces an incident whose channel can not be opened', () => {
    const retryAt = NOON + MINUTE;
    const incident = anIncident([
      { kind: 'step.blocked', step: 'open-channel', reason: 'missing_scope', retryAt },
    ]);

    expect(keys(incident, NOON)).toEqual(['announce']);
    expect(keys(incident, retryAt)).toEqual(['open-channel', 'announce']);
  });

  it('is woken at the retry time of what is blocked', () => {
    const retryAt = NOON + MINUTE;
    const incident = anIncident([
      { kind: 'step.blocked', step: 'open-channel', reason: 'slack-away', retryAt },
      { kind: 'step.done', step: 'announce', ref: null },
    ]);

    expect(nextDueAt(incident, NOON)).toBe(retryAt);
  });

  it('goes on to the next step when one was skipped', () => {
    const incident = inChannel([
      { kind: 'step.done', step: 'invite:0', ref: null },
      { kind: 'step.done', step: 'announce', ref: null },
      { kind: 'step.skipped', step: 'pin-card', reason: 'missing_scope' },
    ]);

    expect(keys(incident, NOON)[0]).toBe('topic:1');
  });

  it('says all clear at once, and not again within ten minutes while alerts flap', () => {
    const clear = alertsChanged({ resolved: 1 });
    const first = inChannel([alertsChanged({ firing: 1 }), clear]);
    expect(keys(first, NOON)).toContain('all-clear:1');

    const flapped = inChannel([
      alertsChanged({ firing: 1 }),
      clear,
      { kind: 'step.done', step: 'all-clear:1', ref: null },
      alertsChanged({ firing: 1 }),
      happened(clear, { at: NOON + MINUTE }),
    ]);
    expect(keys(flapped, NOON + MINUTE)).not.toContain('all-clear:2');
    expect(keys(flapped, NOON + 10 * MINUTE)).toContain('all-clear:2');
  });

  it('mentions once, after half an hour, alerts that fire on after a person resolved', () => {
    const resolved = inChannel([
      alertsChanged({ firing: 2 }),
      happened({ kind: 'status.changed', from: 'investigating', to: 'resolved', reason: null }, { by: ANA }),
    ]);

    expect(keys(resolved, NOON + 29 * MINUTE)).not.toContain('still-firing:0');
    expect(keys(resolved, NOON + 30 * MINUTE)).toContain('still-firing:0');
  });

  it('passes over who did not accept in time', () => {
    const rosters = { commander: { kind: 'users', users: ['UANA', 'UBEN'] } } as const;
    const acceptBy = NOON + 5 * MINUTE;
    const incident = inChannel(
      [{ kind: 'role.proposed', role: 'commander', user: 'UANA', candidates: ['UANA', 'UBEN'], acceptBy }],
      { policy: aPolicy({ rosters }) },
    );

    expect(keys(incident, acceptBy - 1)).not.toContain('escalate-role:commander:2');
    expect(keys(incident, acceptBy)[0]).toBe('escalate-role:commander:2');
  });

  it('asks everyone on the list by direct message when nobody accepted', () => {
    const incident = inChannel([
      {
        kind: 'role.proposed',
        role: 'commander',
        user: 'UANA',
        candidates: ['UANA', 'UBEN'],
        acceptBy: NOON,
      },
      { kind: 'role.escalated', role: 'commander', from: 'UANA', everyone: true },
    ]);

    expect(keys(incident, NOON).filter((key) => key.startsWith('ask-role'))).toEqual([
      'ask-role:commander:1/UANA',
      'ask-role:commander:1/UBEN',
    ]);
  });

  it('asks nobody for a role of what is over, and asks again once it is open again', () => {
    const asked = {
      kind: 'role.proposed',
      role: 'commander',
      user: 'UANA',
      candidates: ['UANA'],
      acceptBy: NOON + 1,
    } as const;
    const cancelled = { kind: 'incident.cancelled', reason: 'false-positive', text: null } as const;
    const reopened = { kind: 'incident.reopened', reason: 'it is back' } as const;

    expect(keys(inChannel([asked]), NOON)).toContain('ask-role:commander:1');
    expect(keys(inChannel([asked, cancelled]), NOON)).not.toContain('ask-role:commander:1');
    const policy = aPolicy({ rosters: { commander: { kind: 'users', users: ['UANA'] } } });
    expect(keys(inChannel([asked, cancelled], { policy }), NOON).join()).not.toMatch(/commander/);
    expect(keys(inChannel([asked, cancelled, reopened], { policy }), NOON)[0]).toBe(
      'propose-role:commander:2',
    );
  });

  it('unarchives a channel that a person archived once, then opens another', () => {
    const lost = { kind: 'channel.lost', channel: 'C1', reason: 'archived' } as const;
    const archived = inChannel([happened(lost, { by: ANA, at: NOON })]);
    expect(keys(archived, NOON)).toEqual(['unarchive']);

    const again = inChannel([
      happened(lost, { by: ANA, at: NOON }),
      happened({ kind: 'step.done', step: 'unarchive', ref: null }, { at: NOON + 1 }),
      happened(lost, { by: ANA, at: NOON + 2 }),
    ]);
    expect(again.lostChannels).toEqual(['C1']);
    expect(keys(again, NOON)).toEqual(['open-channel']);
  });

  it('says in words that its channel is back, or is another one', () => {
    const lost = { kind: 'channel.lost', channel: 'C1', reason: 'archived' } as const;
    const said = (bodies: Parameters<typeof inChannel>[0]) =>
      inChannel([happened(lost), ...(bodies ?? [])]).notices.map(({ body }) => body);
    const opened = { kind: 'channel.opened', channel: 'C2', name: 'inc-7-2', adopted: false } as const;
    const renamed = { ...opened, name: 'inc-7-rejected-cards' };

    expect(said([{ kind: 'step.done', step: 'unarchive', ref: null }])).toEqual([
      { kind: 'channel-restored' },
    ]);
    expect(
      said([{ kind: 'step.skipped', step: 'unarchive', reason: 'not-in-channel' }, opened, renamed]),
    ).toEqual([{ kind: 'channel-replaced', before: 'C1' }]);
  });

  it('goes back into a channel that it was put out of', () => {
    const putOut = { kind: 'channel.lost', channel: 'C1', reason: 'not-in-channel' } as const;

    expect(keys(inChannel([happened(putOut, { by: ANA })]), NOON)).toEqual(['unarchive']);
  });

  it('takes the late news of an archiving that was undone already for what it is', () => {
    const lost = { kind: 'channel.lost', channel: 'C1', reason: 'archived' } as const;
    const incident = inChannel([
      happened(lost, { at: NOON + 5 }),
      happened({ kind: 'step.done', step: 'unarchive', ref: null }, { at: NOON + 10 }),
      happened(lost, { by: ANA, at: NOON + 4 }),
    ]);

    expect(incident.channelArchived).toBe(false);
    expect(incident.channel?.id).toBe('C1');
  });

  it('leaves an archived channel alone when the incident is over', () => {
    const over = inChannel([
      { kind: 'status.changed', from: 'investigating', to: 'resolved', reason: null },
      { kind: 'channel.lost', channel: 'C1', reason: 'archived' },
    ]);

    // The draft of the postmortem is made of what is stored.
    expect(keys(over, NOON)).toEqual(['ask-postmortem:0']);
  });

  it('forgets a notice once it is said', () => {
    const incident = inChannel([
      happened({ kind: 'note.added', text: 'rolled back' }, { by: ANA }),
      { kind: 'step.done', step: 'notice:1', ref: { channel: 'C1', ts: '1.2' } },
    ]);

    expect(incident.notices).toEqual([]);
    expect(incident.steps['notice:1']).toBeUndefined();
  });
});
