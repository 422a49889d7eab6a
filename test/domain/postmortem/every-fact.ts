import type { FactBody, FactKind } from '../../../src/domain/fact.ts';
import { alertsChanged, anEpisode } from '../../builders/alerts.ts';
import { aDeclaration, NOON } from '../../builders/incident.ts';
import { aDiagnosis, aFinding, podsAnswered, podsAsked } from '../../builders/investigation.ts';
import { aPlan, aWish, gateFacts } from '../../builders/proposals.ts';

const link = { label: 'Dashboard', url: 'https://grafana.example/d/1' };
const message = { channel: 'C1', ts: `${NOON / 1_000 + 60}.000100` };
const asked = { role: 'commander', user: 'UANA' } as const;

/** One fact of each kind, with something in every field that can hold something. */
export const everyFact: { readonly [K in FactKind]: Extract<FactBody, { kind: K }> } = {
  'incident.declared': aDeclaration({ links: [link] }),
  'correlation.joined': { kind: 'correlation.joined', correlationKey: 'k', labels: { team: 'shop' } },
  'alerts.changed': alertsChanged(
    { firing: 1 },
    {
      joined: [anEpisode({ labels: { alertname: 'Errors', pod: 'checkout-1', team: 'shop' } })],
      gone: [anEpisode({ fingerprint: 'g', state: 'gone' })],
      refired: [anEpisode({ occurrence: 2 })],
    },
  ) as Extract<FactBody, { kind: 'alerts.changed' }>,
  'status.changed': { kind: 'status.changed', from: 'investigating', to: 'mitigated', reason: 'moved' },
  'incident.cancelled': { kind: 'incident.cancelled', reason: 'declined', text: 'no' },
  'incident.reopened': { kind: 'incident.reopened', reason: 'errors are back' },
  'severity.changed': { kind: 'severity.changed', from: 'sev2', to: 'sev1', reason: 'worse' },
  'title.changed': { kind: 'title.changed', from: 'before', to: 'after' },
  'note.added': { kind: 'note.added', text: 'a note' },
  'update.posted': { kind: 'update.posted', text: 'an update' },
  'followup.added': {
    kind: 'followup.added',
    followup: 1,
    text: 'runbook',
    owner: 'UBEN',
    due: '2026-12-01',
  },
  'followup.closed': { kind: 'followup.closed', followup: 1 },
  'link.added': { kind: 'link.added', link },
  'message.marked': { kind: 'message.marked', message, via: 'pin' },
  'role.proposed': { kind: 'role.proposed', ...asked, candidates: ['UBEN'], acceptBy: NOON },
  'role.escalated': { kind: 'role.escalated', role: 'commander', from: 'UANA', everyone: false },
  'role.assigned': { kind: 'role.assigned', ...asked, previous: 'UBEN' },
  'role.vacated': { kind: 'role.vacated', ...asked, reason: 'tired' },
  'channel.opened': { kind: 'channel.opened', channel: 'C1', name: 'inc-7', adopted: true },
  'channel.lost': { kind: 'channel.lost', channel: 'C1', reason: 'archived' },
  'step.done': { kind: 'step.done', step: 'notice:1', ref: message },
  'step.skipped': { kind: 'step.skipped', step: 'pin-card', reason: 'missing_scope' },
  'step.blocked': { kind: 'step.blocked', step: 'pin-card', reason: 'http-503', retryAt: NOON },
  'query.asked': { kind: 'query.asked', query: 1, question: podsAsked },
  'query.answered': podsAnswered,
  'diagnosis.asked': {
    kind: 'diagnosis.asked',
    about: { resource: 'deploy', name: 'checkout', namespace: 'shop' },
    cluster: 'prod-eu1',
  },
  'diagnosis.completed': aDiagnosis({
    findings: [aFinding(), aFinding({ check: 'other', confidence: 'consistent' })],
    gaps: ['no nodes'],
  }),
  'diagnosis.failed': { kind: 'diagnosis.failed', cluster: 'prod-eu1', sentence: 'no answer', retryAt: null },
  'evidence.kept': {
    kind: 'evidence.kept',
    items: [{ id: 'log-1', kind: 'log', title: 'Log of checkout', at: NOON, bytes: 1, digest: 'd' }],
  },
  'watch.started': { kind: 'watch.started', watch: 1, question: podsAsked, until: NOON },
  'watch.changed': { kind: 'watch.changed', watch: 1, summary: 'one more', changes: ['a', 'b'] },
  'watch.ended': { kind: 'watch.ended', watch: 1, why: 'time' },
  ...gateFacts,
  'action.proposed': { kind: 'action.proposed', proposal: 1, wish: aWish() },
  'action.planned': {
    kind: 'action.planned',
    proposal: 1,
    plan: aPlan({
      differences: [{ path: 'spec.template', before: 'a', after: 'b' }],
      warnings: [{ id: 'tag', level: 'note', sentence: 'it moves', measure: 1 }],
      protects: 'it is a database',
    }),
  },
  'postmortem.asked': { kind: 'postmortem.asked', export: 1, why: 'asked', formats: ['md'], full: true },
  'postmortem.drafted': {
    kind: 'postmortem.drafted',
    export: 1,
    version: 9,
    drafts: [{ format: 'md', evidence: 'draft-1', digest: 'd' }],
    published: [{ to: 'directory', where: 'out/INC-7.md' }],
    failed: [{ to: 'slack', reason: 'ratelimited' }],
    missing: ['two threads'],
  },
  'postmortem.cancelled': { kind: 'postmortem.cancelled', export: 1 },
  'messages.sealed': { kind: 'messages.sealed', channel: 'C1', records: [{ ts: message.ts, digest: 'd' }] },
};
