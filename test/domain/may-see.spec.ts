import { expect, it } from 'vitest';
import { maySee } from '../../src/domain/may-see.ts';
import { ANA, anIncident, aPolicy, inChannel } from '../builders/incident.ts';
import { aPlan, aWish } from '../builders/proposals.ts';

const secret = { policy: aPolicy({ private: true, responders: [{ kind: 'users', users: ['UREX'] }] }) };
const from = (user: string, channel = 'CX') => ({ user, channel });

it('lets everybody see what is not private', () => {
  expect(maySee(inChannel(), from('UEVE'))).toBe(true);
});

it('shows a private incident in its channel, and to its own people anywhere', () => {
  const incident = inChannel(
    [{ kind: 'role.assigned', role: 'scribe', user: 'UBEN', previous: null }],
    secret,
  );

  expect(maySee(incident, from('UEVE'))).toBe(false);
  expect(maySee(incident, from('UEVE', 'C1'))).toBe(true);
  expect(maySee(incident, from('UBEN'))).toBe(true);
  expect(maySee(incident, from('UREX'))).toBe(true);
});

it('shows a private incident to everybody who was asked for a role', () => {
  const incident = inChannel(
    [
      { kind: 'role.proposed', role: 'scribe', user: 'UBEN', candidates: ['UBEN', 'UCAT'], acceptBy: 0 },
      { kind: 'role.escalated', role: 'scribe', from: 'UBEN', everyone: true },
    ],
    secret,
  );

  expect(maySee({ ...incident, wanted: [] }, from('UCAT'))).toBe(true);
});

it('shows a private incident to whoever was woken for a change in it: they were invited', () => {
  const bodies = [
    { kind: 'action.proposed', proposal: 1, wish: aWish() },
    { kind: 'action.planned', proposal: 1, plan: aPlan() },
    { kind: 'action.woken', proposal: 1, stage: 0, users: ['UBEN'], missed: [] },
  ] as const;

  expect(maySee(inChannel(bodies, secret), from('UBEN'))).toBe(true);
  expect(maySee(inChannel(bodies, secret), from('UCAT'))).toBe(false);
});

it('knows who declared a private incident before it has a channel', () => {
  const incident = anIncident([], { ...secret, origin: 'person' }, ANA);

  expect(maySee(incident, from('UANA'))).toBe(true);
  expect(maySee(incident, from('UEVE'))).toBe(false);
});

it('lets anybody decide about a private alert that is still in triage', () => {
  expect(maySee(anIncident([], { ...secret, status: 'triage' }), from('UEVE'))).toBe(true);
});
