import { expect, it } from 'vitest';
import { noAlerts } from '../../../src/domain/alert.ts';
import { evolveAll } from '../../../src/domain/evolve.ts';
import type { Fact, FactBody, FactKind } from '../../../src/domain/fact.ts';
import { MINUTE } from '../../../src/domain/instant.ts';
import { timeline } from '../../../src/domain/wording/timeline.ts';
import { documentMessage } from '../../../src/integrations/slack/blocks/document-message.ts';
import { ANA, aDeclaration, happened, inChannel, NOON } from '../../builders/incident.ts';
import { aDiagnosis, podsAnswered, podsAsked } from '../../builders/investigation.ts';
import { gateFacts } from '../../builders/proposals.ts';
import { anEpisode } from '../../commands/an-episode.ts';
import { plainText } from '../../commands/plain-text.ts';

const delta = {
  joined: [anEpisode('a', 'firing')],
  refired: [],
  returned: [],
  resolved: [anEpisode('b', 'resolved'), anEpisode('c', 'resolved')],
  gone: [],
  held: [],
};
const group = {
  id: 'g',
  source: 's',
  receiver: 'r',
  groupKey: 'k',
  labels: {},
  truncated: 0,
  externalUrl: null,
};

/** One of each kind, so that a new kind without words does not compile. */
const bodies: { readonly [K in FactKind]: Extract<FactBody, { kind: K }> } = {
  'incident.declared': aDeclaration(),
  'correlation.joined': { kind: 'correlation.joined', correlationKey: 'k', labels: { a: 'b' } },
  'alerts.changed': { kind: 'alerts.changed', group, delta, counts: { ...noAlerts, firing: 1 } },
  'status.changed': { kind: 'status.changed', from: 'investigating', to: 'mitigated', reason: 'Rolled back' },
  'incident.cancelled': { kind: 'incident.cancelled', reason: 'duplicate', text: 'INC-5' },
  'incident.reopened': { kind: 'incident.reopened', reason: 'It is back' },
  'severity.changed': { kind: 'severity.changed', from: 'sev2', to: 'sev1', reason: null },
  'title.changed': { kind: 'title.changed', from: 'A', to: 'B' },
  'note.added': { kind: 'note.added', text: 'Saw it' },
  'update.posted': { kind: 'update.posted', text: 'Better' },
  'followup.added': {
    kind: 'followup.added',
    followup: 3,
    text: 'Write the runbook',
    owner: 'UBEN',
    due: '2026-12-01',
  },
  'followup.closed': { kind: 'followup.closed', followup: 3 },
  'link.added': { kind: 'link.added', link: { label: 'Board', url: 'https://x.io' } },
  'message.marked': { kind: 'message.marked', message: { channel: 'C1', ts: '1' }, via: 'pin' },
  'role.proposed': { kind: 'role.proposed', role: 'scribe', user: 'UBEN', candidates: [], acceptBy: NOON },
  'role.escalated': { kind: 'role.escalated', role: 'scribe', from: 'UBEN', everyone: false },
  'role.assigned': { kind: 'role.assigned', role: 'scribe', user: 'UBEN', previous: 'UANA' },
  'role.vacated': { kind: 'role.vacated', role: 'scribe', user: 'UBEN', reason: 'left' },
  'channel.opened': { kind: 'channel.opened', channel: 'C1', name: 'inc-7', adopted: false },
  'channel.lost': { kind: 'channel.lost', channel: 'C1', reason: 'is_archived' },
  'step.done': { kind: 'step.done', step: 'pin-card', ref: null },
  'step.skipped': { kind: 'step.skipped', step: 'invite:1', reason: 'cant_invite' },
  'step.blocked': { kind: 'step.blocked', step: 'topic:1', reason: 'ratelimited', retryAt: NOON },
  'query.asked': { kind: 'query.asked', query: 1, question: podsAsked },
  'query.answered': { ...podsAnswered, query: 1 },
  'diagnosis.asked': { kind: 'diagnosis.asked', about: null, cluster: null },
  'diagnosis.completed': aDiagnosis(),
  'diagnosis.failed': {
    kind: 'diagnosis.failed',
    cluster: 'prod-eu1',
    sentence: 'It did not answer.',
    retryAt: NOON,
  },
  'evidence.kept': { kind: 'evidence.kept', items: [] },
  'watch.started': { kind: 'watch.started', watch: 1, question: podsAsked, until: NOON },
  'watch.changed': { kind: 'watch.changed', watch: 1, summary: '3 pods', changes: [] },
  'watch.ended': { kind: 'watch.ended', watch: 1, why: 'time' },
  ...gateFacts,
  'postmortem.asked': {
    kind: 'postmortem.asked',
    export: 2,
    why: 'resolved',
    formats: ['md', 'html'],
    full: true,
  },
  'postmortem.drafted': {
    kind: 'postmortem.drafted',
    export: 2,
    version: 90,
    drafts: [{ format: 'md', evidence: 'postmortem-2-md', digest: 'ab' }],
    published: [{ to: 'channel', where: 'INC-7.md in the channel' }],
    failed: [{ to: 'directory', reason: 'directory-erofs' }],
    missing: [],
  },
  'postmortem.cancelled': { kind: 'postmortem.cancelled', export: 2 },
  'messages.sealed': { kind: 'messages.sealed', channel: 'C1', records: [{ ts: '1', digest: 'd' }] },
};

const facts = (list: readonly FactBody[]): readonly Fact[] =>
  evolveAll(
    null,
    list.map((body, i) => happened(body, { by: ANA, door: 'slash-command', at: NOON + i * MINUTE })),
    NOON,
    { id: 'INC-7' },
  ).facts;

it('has a sentence for every kind of fact', () => {
  const all = facts(Object.values(bodies));
  // A message shows thirty at most, fewer when they are long.
  const said = [all.slice(0, 18), all.slice(18, 36), all.slice(36)]
    .map((some) => plainText(timeline(inChannel(), some, 30)))
    .join('\n');

  expect(said).not.toContain('no words');
  expect(said).toContain('12:00 · @UANA (command): declared as SEV1, investigating: Checkout rejects cards');
  expect(said).toContain('alerts: alert-a joined, 2 cleared; 1 firing now');
  expect(said).toContain('asked prod-eu1: get pods -n shop');
  expect(said).toContain('diagnosis of prod-eu1: 2 of 6 pods run another build');
  expect(said).toContain('status investigating → mitigated: Rolled back');
  expect(said).toContain('cancelled, another incident covers it: INC-5');
  expect(said).toContain('@UBEN is scribe, instead of @UANA');
  expect(said).toContain('left out: inviting people: Slack does not let the app invite them');
});

it('leaves out our own steps that went well, and seals', () => {
  const all = facts(Object.values(bodies));
  // A message shows thirty at most.
  const said = [all.slice(0, 20), all.slice(20)]
    .map((some) => plainText(timeline(inChannel(), some, 30)))
    .join('\n');

  expect(said).not.toContain('pinning');
  expect(said).not.toContain('sealed');
});

it('has words for a kind that a newer version wrote', () => {
  const [fact] = facts([aDeclaration()]);
  const newer = { ...fact, body: { kind: 'moon.landed' } } as unknown as Fact;

  expect(plainText(timeline(inChannel(), [newer]))).toContain('no words for (moon.landed)');
});

it('orders by when things happened, so that a back-dated note stands where it belongs', () => {
  const list = facts([aDeclaration(), bodies['severity.changed']]);
  const note = { ...facts([aDeclaration(), bodies['note.added']])[1], at: NOON + 1, version: 3 } as Fact;

  const said = plainText(timeline(inChannel(), [...list, note]));

  expect(said.indexOf('note: Saw it')).toBeLessThan(said.indexOf('severity SEV2'));
});

it('drops the oldest, never the newest, when not everything fits', () => {
  const long = Array.from(
    { length: 60 },
    (_, n): FactBody => ({ kind: 'note.added', text: `${n} ${'word '.repeat(90)}` }),
  );

  const document = timeline(inChannel(), facts([aDeclaration(), ...long]), 50);

  expect(plainText(document)).toContain('note: 59 word');
  expect(plainText(document)).toMatch(/\(\d+ earlier, not shown\)/);
  expect(JSON.stringify(documentMessage(document, 'cut').blocks)).not.toMatch(
    /not fit into one message|… \d+ more line/,
  );
});
