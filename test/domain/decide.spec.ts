import { describe, expect, it } from 'vitest';
import { decide } from '../../src/domain/decide.ts';
import { evolveAll } from '../../src/domain/evolve.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { Request } from '../../src/domain/request.ts';
import { alertsChanged } from '../builders/alerts.ts';
import { ANA, anIncident, BEN, happened, inChannel, NOON } from '../builders/incident.ts';

const asking = { by: ANA, door: 'slash-command', at: NOON + 1 } as const;

function having(incident: Incident, request: Request): Incident {
  const decided = decide(incident, request, asking);
  if (!decided.ok) throw new Error(decided.refusal.what);
  return decided.value.length === 0 ? incident : evolveAll(incident, decided.value, asking.at).incident;
}

function refusal(incident: Incident, request: Request): string {
  const decided = decide(incident, request, asking);
  return decided.ok ? 'not refused' : decided.refusal.what;
}

const triage = () => anIncident([], { status: 'triage' });
const resolve: Request = { kind: 'resolve', reason: 'rolled back' };

describe('the lifecycle', () => {
  it('opens from triage when a person accepts', () => {
    const accepted = having(triage(), { kind: 'accept' });

    expect(accepted).toMatchObject({ status: 'investigating', opened: true, touched: true });
    expect(accepted.times.acknowledgedAt).toBe(NOON + 1);
  });

  it('is called off by a decline, and a second decline changes nothing', () => {
    const declined = having(triage(), { kind: 'decline', text: null });

    expect(declined).toMatchObject({ status: 'cancelled', cancelReason: 'declined', endedBy: ANA });
    expect(having(declined, { kind: 'decline', text: null })).toBe(declined);
  });

  it('may skip forward, and resolving back-fills when it was mitigated', () => {
    const resolved = having(inChannel(), resolve);

    expect(resolved.times).toMatchObject({ identifiedAt: null, mitigatedAt: NOON + 1, resolvedAt: NOON + 1 });
    expect(resolved.notices.at(-1)?.body).toEqual({ kind: 'resolved', reason: 'rolled back', firing: 0 });
  });

  it('changes severity without touching the status', () => {
    const worse = having(inChannel([], { severity: 'sev3' }), {
      kind: 'change-severity',
      to: 'sev1',
      reason: null,
    });

    expect(worse).toMatchObject({ severity: 'sev1', status: 'investigating' });
  });

  it('refuses changes to what is over, and says to reopen it', () => {
    const resolved = having(inChannel(), resolve);

    expect(refusal(resolved, { kind: 'change-severity', to: 'sev4', reason: null })).toMatch(
      /Reopen it first/,
    );
    expect(refusal(resolved, { kind: 'change-status', to: 'mitigated', reason: null })).toMatch(
      /Reopen it first/,
    );
    expect(refusal(resolved, { kind: 'assign-role', role: 'commander', user: 'UANA' })).toMatch(
      /Reopen it first/,
    );
  });

  it('reopens with a reason of ten characters, to where it was before anybody accepted', () => {
    const resolved = having(inChannel(), resolve);
    expect(refusal(resolved, { kind: 'reopen', reason: 'again' })).toMatch(/at least 10 characters/);

    const reopened = having(resolved, { kind: 'reopen', reason: 'errors are back' });
    expect(reopened).toMatchObject({ status: 'investigating', reopenings: 1, endedBy: null });
    expect(reopened.times.resolvedAt).toBeNull();
  });

  it('opens what was declined when a person reopens it', () => {
    const declined = having(triage(), { kind: 'decline', text: null });

    expect(having(declined, { kind: 'reopen', reason: 'it was real after all' })).toMatchObject({
      status: 'investigating',
      opened: true,
    });
  });

  it('goes back to triage when alerts reopen what nobody accepted', () => {
    const back = anIncident(
      [
        { kind: 'status.changed', from: 'triage', to: 'resolved', reason: null },
        { kind: 'incident.reopened', reason: 'fires again' },
      ],
      { status: 'triage' },
    );

    expect(back).toMatchObject({ status: 'triage', opened: false });
  });

  it('is closed only after it was resolved', () => {
    expect(refusal(inChannel(), { kind: 'change-status', to: 'closed', reason: null })).toMatch(
      /resolved first/,
    );
    expect(
      having(having(inChannel(), resolve), { kind: 'change-status', to: 'closed', reason: null }).status,
    ).toBe('closed');
  });

  it('never goes back to triage, and is not cancelled without a reason', () => {
    expect(refusal(inChannel(), { kind: 'change-status', to: 'triage', reason: null })).toMatch(
      /does not go back/,
    );
    expect(refusal(inChannel(), { kind: 'change-status', to: 'cancelled', reason: null })).toMatch(
      /needs its reason/,
    );
  });

  it('answers the second of two equal requests without a new fact', () => {
    const requests: Request[] = [
      { kind: 'change-status', to: 'mitigated', reason: null },
      { kind: 'change-severity', to: 'sev2', reason: null },
      { kind: 'assign-role', role: 'scribe', user: 'UBEN' },
      { kind: 'rename', title: 'Cards fail' },
      { kind: 'add-link', link: { label: 'board', url: 'https://example.com' } },
      { kind: 'cancel', reason: 'duplicate', text: null },
    ];
    for (const request of requests) {
      const once = having(inChannel(), request);
      expect(having(once, request), request.kind).toBe(once);
    }
  });
});

describe('roles', () => {
  it('may be several in one hand, and are handed over by giving them', () => {
    let incident = having(inChannel(), { kind: 'assign-role', role: 'commander', user: 'UANA' });
    incident = having(incident, { kind: 'assign-role', role: 'scribe', user: 'UANA' });
    incident = having(incident, { kind: 'assign-role', role: 'commander', user: 'UBEN' });

    expect(incident.roles.commander?.holder).toBe('UBEN');
    expect(incident.roles.scribe?.holder).toBe('UANA');
    expect(incident.wanted).toEqual(['UANA', 'UBEN']);
  });

  it('has no role but the configured ones, whatever the name', () => {
    for (const role of ['king', '__proto__', 'constructor', '']) {
      expect(refusal(inChannel(), { kind: 'assign-role', role, user: 'UANA' })).toMatch(/There is no role/);
    }
  });

  it('is asked of the next one when its holder leaves', () => {
    const held = having(inChannel(), { kind: 'assign-role', role: 'commander', user: 'UANA' });
    const left = having(held, { kind: 'vacate-role', role: 'commander', reason: 'left the channel' });

    expect(left.roles.commander).toMatchObject({ holder: null, asked: null, tried: ['UANA'] });
  });

  it('asks nobody any more who is not needed: the question is not said late', () => {
    const proposed = {
      kind: 'role.proposed',
      role: 'commander',
      user: 'UANA',
      candidates: ['UANA'],
      acceptBy: NOON,
    } as const;
    const taken = having(inChannel([proposed]), { kind: 'assign-role', role: 'commander', user: 'UBEN' });
    expect(taken.notices.map(({ body }) => body.kind)).toEqual(['role-assigned']);

    for (const request of [resolve, { kind: 'cancel', reason: 'duplicate', text: null } as const]) {
      const over = having(inChannel([proposed]), request);
      expect(over.notices.map(({ body }) => body.kind)).not.toContain('role-proposed');
      expect(over.roles.commander).toMatchObject({ asked: null, acceptBy: null });
    }
  });

  it('asks everyone when the list is exhausted, and tells the channel', () => {
    const asked = inChannel([
      {
        kind: 'role.proposed',
        role: 'commander',
        user: 'UANA',
        candidates: ['UANA', 'UBEN'],
        acceptBy: NOON,
      },
      {
        kind: 'role.proposed',
        role: 'commander',
        user: 'UBEN',
        candidates: ['UANA', 'UBEN'],
        acceptBy: NOON,
      },
      { kind: 'role.escalated', role: 'commander', from: 'UBEN', everyone: true },
    ]);

    expect(asked.roles.commander).toMatchObject({ everyone: true, asked: null });
    expect(asked.notices.map(({ body }) => body.kind)).toEqual([
      'role-proposed',
      'role-escalated',
      'role-escalated',
    ]);
    expect(asked.notices.at(-1)?.body).toMatchObject({ to: ['UANA', 'UBEN'] });
  });
});

describe('words', () => {
  it('keeps when a back-dated note happened, and refuses one from the future', () => {
    const decided = decide(
      inChannel(),
      { kind: 'add-note', text: 'saw it', happenedAt: NOON - 60_000 },
      asking,
    );
    expect(decided).toMatchObject({ ok: true, value: [{ at: NOON - 60_000 }] });

    expect(refusal(inChannel(), { kind: 'add-note', text: 'x', happenedAt: NOON + 60_000 })).toMatch(
      /still to come/,
    );
  });

  it('takes no link but http and https', () => {
    for (const url of ['javascript:alert(1)', 'ftp://x', 'https://a b', 'https://x|y', '']) {
      expect(refusal(inChannel(), { kind: 'add-link', link: { label: 'x', url } })).toMatch(
        /begins with http/,
      );
    }
  });
});

describe('what the channel is told about alerts', () => {
  it('hears of it when they double, not of each one', () => {
    const incident = inChannel([1, 2, 3, 4, 5, 6, 7, 8].map((firing) => alertsChanged({ firing })));

    expect(incident.notices.map(({ body }) => body)).toEqual([
      { kind: 'alerts-doubled', from: 1, to: 2 },
      { kind: 'alerts-doubled', from: 2, to: 4 },
      { kind: 'alerts-doubled', from: 4, to: 8 },
    ]);
  });

  it('hears that it fires again only after it was told that all is clear', () => {
    const [firing, clear] = [alertsChanged({ firing: 3 }), alertsChanged({ resolved: 3 })];
    const flapping = inChannel([firing, clear, firing, clear, firing, clear]);
    expect(flapping.notices).toEqual([]);

    const again = inChannel([
      firing,
      clear,
      { kind: 'step.done', step: 'all-clear:1', ref: null },
      firing,
      clear,
      firing,
    ]);
    expect(again.notices.map(({ body }) => body)).toEqual([{ kind: 'alerts-doubled', from: 0, to: 3 }]);
  });

  it('is told nothing more once it is resolved', () => {
    const incident = inChannel([
      alertsChanged({ firing: 1 }),
      happened({ kind: 'status.changed', from: 'investigating', to: 'resolved', reason: null }, { by: BEN }),
      alertsChanged({ firing: 8 }),
    ]);

    expect(incident.notices.map(({ body }) => body.kind)).toEqual(['resolved']);
  });

  it('is not all clear while alerts are hidden by truncation', () => {
    expect(inChannel([alertsChanged({ resolved: 3, truncated: 5 })]).clearSince).toBeNull();
  });
});
