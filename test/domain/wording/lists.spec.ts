import { describe, expect, it } from 'vitest';
import { verbs } from '../../../src/commands/verbs.ts';
import type { Document } from '../../../src/domain/document.ts';
import { alertsList } from '../../../src/domain/wording/alerts-list.ts';
import { helpOverview } from '../../../src/domain/wording/help.ts';
import { openIncidents, recentIncidents } from '../../../src/domain/wording/open-incidents.ts';
import { documentMessage } from '../../../src/integrations/slack/blocks/document-message.ts';
import { inChannel } from '../../builders/incident.ts';
import { anEpisode } from '../../commands/an-episode.ts';
import { plainText } from '../../commands/plain-text.ts';

const fitsWhole = (document: Document) =>
  !/not fit into one message|… \d+ more line/.test(JSON.stringify(documentMessage(document, 'cut').blocks));
const led = inChannel([{ kind: 'role.assigned', role: 'commander', user: 'UANA', previous: null }]);
const many = Array.from({ length: 40 }, (_, n) => ({
  ...led,
  id: `INC-${n}`,
  number: n,
  title: 'Requests to the payment provider fail in every region '.repeat(3),
  severity: n === 3 ? ('sev1' as const) : ('sev4' as const),
}));

describe('the open incidents', () => {
  it('come the worst first, then the newest, and the rest is counted', () => {
    const text = plainText(openIncidents(many));

    expect(text).toContain('40 incidents are open');
    expect(text.indexOf('INC-3 ')).toBeLessThan(text.indexOf('INC-39'));
    expect(text).toContain('and 25 more');
  });

  it('fit one message, however many there are', () => {
    expect(fitsWhole(openIncidents(many))).toBe(true);
    expect(fitsWhole(recentIncidents(many))).toBe(true);
  });
});

describe('the alerts of an incident', () => {
  const episode = (n: number) => ({
    ...anEpisode(`${n}`, 'firing'),
    labels: { alertname: 'HighErrorRate'.repeat(10), pod: 'p'.repeat(100) },
    annotations: { summary: 'It fails a lot. '.repeat(40) },
  });

  it('fit one message, and the rest is counted', () => {
    const list = alertsList(
      led,
      Array.from({ length: 50 }, (_, n) => episode(n)),
    );

    expect(fitsWhole(list)).toBe(true);
    expect(plainText(list)).toContain('and 32 more');
  });

  it('are shown by their latest episode only', () => {
    const before = { ...anEpisode('a', 'resolved'), startedAt: 1 };
    const now = { ...anEpisode('a', 'firing'), startedAt: 2 };

    const text = plainText(alertsList(led, [now, before]));

    expect(text).toContain('● alert-a');
    expect(text).not.toContain('✓ alert-a');
  });
});

it('help fits one message', () => {
  expect(fitsWhole(helpOverview(verbs))).toBe(true);
});
