import { HOUR, MINUTE, SECOND } from '../../src/domain/instant.ts';
import {
  type Party,
  POSTMORTEM_SCHEMA,
  type Postmortem,
  type PostmortemAlert,
  type PostmortemChange,
  type TimelineEntry,
} from '../../src/domain/postmortem/postmortem.ts';
import type { PostmortemCause } from '../../src/domain/postmortem/postmortem-cause.ts';
import { NOON } from './incident.ts';

export const ana: Party = { kind: 'person', user: 'UANA', name: 'Ana Lopez' };
export const ben: Party = { kind: 'person', user: 'UBEN', name: 'Ben Okafor' };

export const anEntry = (over: Partial<TimelineEntry> = {}): TimelineEntry => ({
  at: NOON + 5 * MINUTE,
  id: 'f5',
  kind: 'status',
  fact: 'status.changed',
  by: ana,
  text: 'set the status to identified',
  quote: null,
  permalink: null,
  important: true,
  edited: false,
  deleted: false,
  thread: null,
  files: [],
  ...over,
});

export const aMessage = (quote: string, over: Partial<TimelineEntry> = {}): TimelineEntry =>
  anEntry({
    id: 'm1795176300.000100',
    kind: 'message',
    fact: null,
    text: 'wrote',
    quote,
    permalink: 'https://acme.slack.com/archives/C7/p1795176300000100',
    ...over,
  });

export const aPostmortemAlert = (over: Partial<PostmortemAlert> = {}): PostmortemAlert => ({
  name: 'CheckoutErrorsHigh',
  about: 'shop/checkout',
  severity: 'critical',
  from: NOON,
  to: NOON + 24 * MINUTE,
  end: 'resolved',
  summary: '12 % of the requests fail',
  runbook: 'https://runbooks.example/checkout',
  ...over,
});

export const aChange = (over: Partial<PostmortemChange> = {}): PostmortemChange => ({
  proposal: 1,
  action: 'rollback',
  deed: 'roll Deployment shop/checkout back',
  cluster: 'prod-eu1',
  object: 'Deployment shop/checkout',
  state: 'succeeded',
  reason: 'the new image cannot be pulled',
  requester: ana,
  proposedAt: NOON + 9 * MINUTE,
  tier: 'standard',
  brokeGlass: false,
  approvals: [{ by: ben, at: NOON + 10 * MINUTE }],
  sentence: 'Deployment shop/checkout goes back to revision 7',
  before: 'revision 8, image checkout:2.4.1',
  after: 'revision 7, image checkout:2.4.0',
  differences: [
    {
      path: '/spec/template/spec/containers[app]/image',
      before: 'registry.example/checkout:2.4.1',
      after: 'registry.example/checkout:2.4.0',
    },
  ],
  warnings: ['2 pods are replaced at once'],
  sentAt: NOON + 11 * MINUTE,
  endedAt: NOON + 13 * MINUTE,
  outcome: 'All 3 pods are ready with revision 7',
  verify: 'all 3 pods ready',
  undo: 'roll back to revision 8',
  undoes: null,
  undoneBy: null,
  refusedClicks: 1,
  refusals: [{ at: NOON + 9 * MINUTE, by: ana, asked: 'approve', why: 'You proposed this.' }],
  ...over,
});

export const aCause = (over: Partial<PostmortemCause> = {}): PostmortemCause => ({
  check: 'image-pull',
  object: 'Deployment shop/checkout',
  sentence: 'The image checkout:2.4.1 does not exist in the registry',
  meaning: 'The files of the program could not be fetched, so it can’t start.',
  confidence: 'proven',
  explainedBy: null,
  way: ['Service shop/checkout', 'Deployment shop/checkout'],
  firstSeenAt: NOON + 3 * MINUTE,
  changedAt: NOON - 2 * MINUTE,
  evidence: [
    { label: 'Pod shop/checkout-8c1', text: 'ErrImagePull: not found', isTable: false },
    { label: 'Pods', text: 'NAME          READY\ncheckout-8c1  0/1', isTable: true },
  ],
  help: 'Back to checkout:2.4.0',
  ...over,
});

/** An incident of half an hour with something in every field. */
export const aPostmortem = (over: Partial<Postmortem> = {}): Postmortem => ({
  schema: POSTMORTEM_SCHEMA,
  incident: {
    id: 'INC-7',
    title: 'Checkout rejects cards',
    status: 'resolved',
    severity: 'sev2',
    worst: 'sev1',
    origin: 'alert',
    cluster: 'prod-eu1',
    namespace: 'shop',
    team: 'payments',
    drill: false,
    channel: { id: 'C7', name: 'inc-7-checkout-rejects-cards' },
    reopenings: 0,
    links: [{ label: 'Dashboard', url: 'https://grafana.example/d/checkout?from=now-1h&to=now' }],
  },
  zone: 'Europe/Berlin',
  full: false,
  summary: [
    { kind: 'course', text: 'Checkout rejected cards for 24 minutes.' },
    { kind: 'cause', text: 'Its image could not be pulled.' },
    { kind: 'changes', text: 'Proposal 1, to roll Deployment shop/checkout back in prod-eu1, succeeded.' },
    { kind: 'end', text: 'Ana Lopez resolved it.' },
  ],
  impact: [
    anEntry({
      id: 'f4',
      at: NOON + 4 * MINUTE,
      kind: 'note',
      text: 'noted: one card in eight is rejected',
      quote: 'one card in eight is rejected',
    }),
  ],
  times: [
    { name: 'began', at: NOON - 2 * MINUTE, how: 'The rollout that was proven to be the cause.' },
    { name: 'detected', at: NOON, how: 'The first alert.' },
    { name: 'acknowledged', at: NOON + 2 * MINUTE, how: 'Ana Lopez took the role commander.' },
    { name: 'mitigated', at: NOON + 13 * MINUTE, how: 'Proposal 1 succeeded.' },
    { name: 'resolved', at: null, how: 'Nobody resolved it yet.' },
  ],
  spans: [
    { name: 'time to detect', from: 'began', to: 'detected', milliseconds: 2 * MINUTE },
    { name: 'time to acknowledge', from: 'detected', to: 'acknowledged', milliseconds: 2 * MINUTE },
    { name: 'time to mitigate', from: 'detected', to: 'mitigated', milliseconds: 13 * MINUTE },
    { name: 'time to resolve', from: 'detected', to: 'resolved', milliseconds: null },
  ],
  detection: {
    how: 'The alert CheckoutErrorsHigh fired 2 minutes after the rollout.',
    alerts: [aPostmortemAlert()],
  },
  timeline: [
    anEntry({
      id: 'f1',
      at: NOON,
      kind: 'alert',
      by: { kind: 'alertmanager', source: 'eu1' },
      text: 'CheckoutErrorsHigh began to fire',
    }),
    anEntry(),
    aMessage('look at the image\nit is not there', {
      text: 'wrote in a thread and shared 1 file, edited',
      at: NOON + 6 * MINUTE,
      by: ben,
      edited: true,
      thread: '1795176000.000100',
      files: [{ name: 'pull.png', permalink: 'https://acme.slack.com/files/pull.png' }],
    }),
    aMessage('', {
      id: 'm1795176400.000100',
      at: NOON + 7 * MINUTE,
      text: 'a message that was deleted',
      quote: null,
      deleted: true,
    }),
  ],
  tracks: {
    statuses: [
      { at: NOON, status: 'investigating' },
      { at: NOON + 5 * MINUTE, status: 'identified' },
      { at: NOON + 13 * MINUTE, status: 'mitigated' },
    ],
    roles: [{ role: 'commander', who: ana, from: NOON + 2 * MINUTE, to: null }],
    messages: [
      { minute: NOON + 6 * MINUTE, count: 1 },
      { minute: NOON + 7 * MINUTE, count: 4 },
    ],
  },
  changes: [aChange()],
  refusals: [{ at: NOON + 8 * MINUTE, by: ben, asked: 'propose', why: 'It is held already.' }],
  causes: [aCause()],
  diagnoses: [
    {
      at: NOON + 3 * MINUTE,
      cluster: 'prod-eu1',
      looked: [{ kind: 'pods', count: 62 }],
      checks: 34,
      gaps: ['No figures of usage: the cluster serves none.'],
    },
  ],
  wentWell: ['It was noticed within 2 minutes.'],
  wentBadly: ['1 alert has no runbook.'],
  gotLucky: ['Revision 7 was still there.'],
  followups: [
    {
      id: 1,
      text: 'Check that an image exists before a rollout',
      owner: ben,
      due: '2026-12-01',
      by: ana,
      at: NOON + HOUR,
      done: false,
    },
  ],
  participants: [
    { who: ana, roles: ['commander'], messages: 3, facts: 4 },
    { who: { kind: 'app', name: 'deploybot' }, roles: [], messages: 1, facts: 0 },
  ],
  evidence: [
    {
      id: 'log-shop-checkout-8c1-app',
      title: 'Log of shop/checkout-8c1',
      at: NOON + 3 * MINUTE + 7 * SECOND,
      bytes: 2048,
      digest: 'e3b0c442',
    },
  ],
  counts: { facts: 40, messages: 5, threads: 1, edited: 1, deleted: 1, files: 1, refusedClicks: 1 },
  verification: { version: 40, head: 'a94f17bc', sentence: 'Chain and texts are as they were written.' },
  ...over,
});

/** The same with every text in it replaced, addresses and names that are words of ours aside. */
export function withEveryText(postmortem: Postmortem, change: (text: string) => string): Postmortem {
  return walk(postmortem, '') as Postmortem;

  function walk(value: unknown, key: string): unknown {
    if (typeof value === 'string') return OURS.has(key) ? value : change(value);
    if (Array.isArray(value)) return value.map((item) => walk(item, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item, name)]));
  }
}

/** Fields whose values are a closed list, or the zone, which is configured. */
const OURS: ReadonlySet<string> = new Set('schema kind fact confidence end tier zone state'.split(' '));
