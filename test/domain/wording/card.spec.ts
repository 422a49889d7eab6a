import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../../src/domain/document.ts';
import type { Incident } from '../../../src/domain/incident.ts';
import { MINUTE } from '../../../src/domain/instant.ts';
import { announcement } from '../../../src/domain/wording/announcement.ts';
import { card } from '../../../src/domain/wording/card.ts';
import { panel } from '../../../src/domain/wording/panel.ts';
import { topic } from '../../../src/domain/wording/topic.ts';
import { triageMessage } from '../../../src/domain/wording/triage.ts';
import { documentMessage } from '../../../src/integrations/slack/blocks/document-message.ts';
import { anIncident, inChannel, NOON } from '../../builders/incident.ts';
import { lineText, plainText } from '../../commands/plain-text.ts';
import { runs } from '../../setup/runs.ts';

const at = NOON + 60 * MINUTE;
const fresh = { at, lastSeenAt: at };
const shown = (incident: Incident, seen = fresh) => plainText(card(incident, seen));
const alert = (n: number) => ({
  fingerprint: `f${n}`,
  state: 'firing' as const,
  startedAt: NOON,
  labels: { alertname: `Alert${n}`, pod: `pod-${n}` },
  summary: 'It fails',
});

describe('the card', () => {
  it('says in its first two lines what is broken, how bad, where and who leads', () => {
    const led = inChannel([{ kind: 'role.assigned', role: 'commander', user: 'UANA', previous: null }]);

    expect(shown(led).split('\n').slice(0, 2)).toEqual([
      '▮▮▮▮ SEV1 · Checkout rejects cards',
      'prod-eu1 / payments · led by @UANA',
    ]);
    expect(shown(inChannel()).split('\n')[1]).toContain('nobody leads yet');
  });

  it('says once where it is, and says so when the cluster is not known', () => {
    const incident = inChannel();
    const nowhere = { ...incident, policy: { ...incident.policy, cluster: null } };

    expect(shown(incident).match(/prod-eu1/g)).toHaveLength(1);
    expect(shown(incident)).not.toContain('not known');
    expect(shown(nowhere)).toContain('Cluster: not known');
  });

  it('does not say below what its title says already', () => {
    const one = { ...alert(1), summary: inChannel().title };
    const incident = { ...inChannel(), topAlerts: [one, alert(2)] };

    expect(shown(incident)).toContain('● Alert1 (pod-1) since 12:00\n● Alert2 (pod-2) since 12:00: It fails');
  });

  it('says since when it has its status', () => {
    const mitigated = inChannel([
      { kind: 'status.changed', from: 'investigating', to: 'mitigated', reason: null },
    ]);

    expect(shown(mitigated)).toMatch(/Status: Mitigated.* · .*12:00/);
  });

  it('counts every state of the alerts, names ten and counts the rest', () => {
    const incident = {
      ...inChannel(),
      alerts: { firing: 12, resolved: 3, gone: 2, held: 1, truncated: 40, groups: 2 },
      topAlerts: Array.from({ length: 18 }, (_, n) => alert(n)),
    };

    const text = shown(incident);

    expect(text).toContain(
      '12 firing of 18, 3 cleared, 2 gone (silenced or inhibited?), 1 back, not confirmed yet, 40 more',
    );
    expect(text).toContain('● Alert9 (pod-9) since 12:00: It fails');
    expect(text).not.toContain('Alert10');
    expect(text).toContain('and 2 more firing');
  });

  it('names what fires before what is over', () => {
    const over = Array.from({ length: 12 }, (_, n) => ({ ...alert(n), state: 'resolved' as const }));
    const incident = {
      ...inChannel(),
      alerts: { firing: 1, resolved: 12, gone: 0, held: 0, truncated: 0, groups: 1 },
      topAlerts: [...over, alert(12)],
    };

    expect(shown(incident)).toMatch(/● Alert12 .*\n✓ Alert0 /);
    expect(shown(incident)).not.toContain('more firing');
  });

  it('lists the groups of a storm', () => {
    const storm = {
      ...inChannel([], { origin: 'storm' }),
      alerts: { firing: 30, resolved: 0, gone: 0, held: 0, truncated: 0, groups: 12 },
      topGroups: Array.from({ length: 12 }, (_, n) => ({ alertname: `Group${n}` })),
    };

    expect(shown(storm)).toContain('● alertname=Group9\nand 2 more');
  });

  it('says that its alerts are stale when nobody confirmed them for too long, and only then', () => {
    const firing = { ...inChannel(), alerts: { ...inChannel().alerts, firing: 1, groups: 1 } };
    const limit = firing.policy.staleAfter;

    expect(shown(firing, { at, lastSeenAt: at - limit })).not.toContain('Stale');
    expect(shown(firing, { at, lastSeenAt: at - limit - 1 })).toContain('Stale: nothing was heard');
    expect(shown(inChannel(), { at, lastSeenAt: at - limit - 1 })).not.toContain('Stale');
  });

  it('says what waits and what was left out', () => {
    const text = shown(
      inChannel([
        { kind: 'step.blocked', step: 'topic:2', reason: 'ratelimited', retryAt: at },
        { kind: 'step.skipped', step: 'bookmark/0', reason: 'missing_scope' },
      ]),
    );

    expect(text).toContain('Waiting: setting the topic (Slack asks us to slow down), next try 13:00.');
    expect(text).toContain('Left out: adding a bookmark (the Slack app lacks a permission');
  });

  it('says the same trouble once, with a count', () => {
    const skipped = (step: string) => ({ kind: 'step.skipped', step, reason: 'missing_scope' }) as const;

    const text = shown(inChannel([skipped('bookmark/0'), skipped('bookmark/1')]));

    expect(text.match(/adding a bookmark/g)).toHaveLength(1);
    expect(text).toContain('(2 times)');
  });

  it('links to http and https only', () => {
    const text = shown(
      inChannel([
        { kind: 'link.added', link: { url: 'https://ok.io', label: 'Runbook' } },
        { kind: 'link.added', link: { url: 'javascript:alert(1)', label: 'Bad' } },
      ]),
    );

    expect(text).toContain('Runbook (https://ok.io)');
    expect(text).not.toContain('Bad');
  });

  it('says when it was true', () => {
    expect(shown(inChannel())).toMatch(/INC-7 · as of 13:00$/);
  });

  it.each([
    [anIncident([], { status: 'triage' }), '[Accept] [Decline] [Timeline]'],
    [inChannel(), '[I lead] [Status] [Severity] [Roles] [Timeline] [Resolve]'],
    [{ ...inChannel(), status: 'resolved' as const }, '[Reopen] [Timeline]'],
    [{ ...inChannel(), status: 'cancelled' as const }, '[Reopen] [Timeline]'],
  ])('has the buttons that fit its state (%#)', (incident, buttons) => {
    expect(shown(incident)).toContain(buttons);
  });

  it('fits into one message, whole, when everything that it can hold is long', () => {
    const long = 'Requests to the payment provider fail. '.repeat(20);
    const base = inChannel([{ kind: 'update.posted', text: long }]);
    const full: Incident = {
      ...base,
      title: long.slice(0, 150),
      alerts: { firing: 200, resolved: 30, gone: 20, held: 10, truncated: 40, groups: 20 },
      topAlerts: Array.from({ length: 20 }, (_, n) => ({
        ...alert(n),
        summary: long,
        labels: { alertname: 'A'.repeat(80), pod: 'p'.repeat(100) },
      })),
      links: Array.from({ length: 20 }, (_, n) => ({
        url: `https://grafana.example.com/d/${n}`,
        label: long,
      })),
      steps: Object.fromEntries(
        Array.from({ length: 20 }, (_, n) => [
          `bookmark/${n}`,
          { state: 'skipped', at, reason: 'missing_scope' } as const,
        ]),
      ),
    };

    const message = documentMessage(card(full, { at, lastSeenAt: 0 }), 'cut');

    expect(JSON.stringify(message.blocks)).not.toMatch(/not fit into one message|… \d+ more line/);
    expect(message.blocks.length).toBeLessThanOrEqual(45);
  });
});

describe('the message in the announcements channel', () => {
  it('asks in triage, and says afterwards what became of it', () => {
    const triage = anIncident([], { status: 'triage' });
    const accepted = anIncident(
      [{ kind: 'status.changed', from: 'triage', to: 'investigating', reason: null }],
      { status: 'triage' },
    );
    const declined = anIncident([{ kind: 'incident.cancelled', reason: 'declined', text: null }], {
      status: 'triage',
    });
    const cleared = anIncident([{ kind: 'status.changed', from: 'triage', to: 'resolved', reason: null }], {
      status: 'triage',
    });

    expect(plainText(triageMessage(triage))).toContain('[Accept] [Decline]');
    expect(plainText(triageMessage(accepted))).toContain('Accepted: the channel is being opened');
    expect(plainText(triageMessage({ ...accepted, channel: { id: 'C9', name: 'x' } }))).toContain(
      'work goes on in #C9',
    );
    expect(plainText(triageMessage(declined, { kind: 'person', user: 'UANA' }))).toContain(
      'Declined by @UANA.',
    );
    expect(plainText(triageMessage(cleared))).toContain('Resolved by its alerts');
    for (const over of [accepted, declined, cleared]) {
      expect(plainText(triageMessage(over))).not.toContain('[');
    }
  });

  it('names channel, state and leader of an open incident', () => {
    const text = plainText(announcement(inChannel()));

    expect(text).toContain('▮▮▮▮ SEV1 · Checkout rejects cards');
    expect(text).toContain('INC-7 · investigating · #C1');
  });

  it('says why there is no channel to go to, but does not ask people to talk of a private incident in public', () => {
    const blocked = anIncident([
      { kind: 'step.blocked', step: 'open-channel', reason: 'missing_scope', retryAt: NOON },
    ]);
    const hidden = { ...blocked, policy: { ...blocked.policy, private: true } };

    expect(plainText(announcement(blocked))).toContain(
      'Its channel can’t be opened yet (the Slack app lacks',
    );
    expect(lineText(announcement(blocked).push)).toContain('Its channel can’t be opened yet');
    expect(plainText(announcement(blocked))).toContain('Talk here meanwhile');
    expect(plainText(announcement(hidden))).not.toContain('Talk here');
  });

  it('says of a private incident only that there is one', () => {
    const incident = inChannel();
    const text = announcement({ ...incident, policy: { ...incident.policy, private: true } });

    expect(JSON.stringify(text)).not.toContain('Checkout');
    expect(JSON.stringify(text)).not.toContain('C1');
  });
});

it('marks a drill everywhere', () => {
  const drill = inChannel([], { drill: true });

  expect(shown(drill)).toContain('DRILL');
  expect(topic(drill)).toContain('DRILL');
  for (const document of [card(drill, fresh), announcement(drill), panel(drill)]) {
    expect(lineText(document.push)).toMatch(/^Drill, SEV1/);
  }
});

it('keeps its limits and a push that stands alone, whatever the texts are', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 2_000 }), fc.string({ maxLength: 200 }));
  fc.assert(
    fc.property(text, text, text, text, (title, cluster, label, summary) => {
      const base = inChannel();
      const incident: Incident = {
        ...base,
        title,
        namespace: label,
        policy: { ...base.policy, cluster },
        alerts: { ...base.alerts, firing: 1, groups: 1 },
        topAlerts: [{ ...alert(1), labels: { alertname: label, [label]: label }, summary }],
        links: [{ url: `https://x.io/${encodeURIComponent(label.toWellFormed())}`, label }],
      };
      const documents: readonly Document[] = [
        card(incident, fresh),
        triageMessage({ ...incident, status: 'triage' }),
        announcement(incident),
        panel(incident),
      ];
      for (const document of documents) {
        expect(lineText(document.push)).toMatch(/^SEV1 /);
        expect(document.parts.length).toBeLessThanOrEqual(20);
        expect(documentMessage(document, 'cut').blocks.length).toBeLessThanOrEqual(50);
      }
      expect(topic(incident).length).toBeLessThanOrEqual(250);
    }),
    { numRuns: runs(200) },
  );
});
