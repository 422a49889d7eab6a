import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { startWorld } from './world.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/alertmanager/${name}.json`, import.meta.url), 'utf8');

/** Everything that Slack would read markup from: mrkdwn, a message's own text, and addresses. */
function markupOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(markupOf);
  if (typeof value !== 'object' || value === null) return [];
  const { type, text, url, ...rest } = value as Record<string, unknown>;
  const isLiteral = type === 'plain_text' || type === 'text';
  return [
    ...(typeof text === 'string' && !isLiteral ? [text] : markupOf(text)),
    ...(typeof url === 'string' ? [url] : []),
    ...Object.values(rest).flatMap(markupOf),
  ];
}

describe('the same alerts, told otherwise', () => {
  it('belong to the incident they had when the route in Alertmanager is edited', async () => {
    const world = await startWorld();
    const since = world.now();
    await world.deliver({
      alerts: [{ since }],
      groupKey: '{}/{team="payments"}:{alertname="KubePodCrashLooping"}',
    });
    const room = await world.room('INC-1');

    await world.deliver({
      alerts: [{ since }],
      groupKey: '{}/{team=~"pay.*"}:{alertname="KubePodCrashLooping"}',
    });
    await world.deliver({
      alerts: [{ since, status: 'resolved' }],
      groupKey: '{}/{team=~"pay.*"}:{alertname="KubePodCrashLooping"}',
    });
    await room.reads(/No alert fires any more \(1 cleared\)/);
    await world.settles();

    expect(await world.store.log.load('INC-2')).toBeNull();
    expect(room.texts()).toHaveLength(2);
  });

  it('are told once when two Alertmanagers send the same group', async () => {
    const world = await startWorld();
    const since = world.now();
    const body = { alerts: [{ since }] };
    await world.deliver({ ...body, externalUrl: 'http://alertmanager-0:9093' });
    const room = await world.room('INC-1');
    await world.settles();
    const posts = world.slack.callsOf('chat.postMessage').length;
    const version = (await world.incident('INC-1')).version;

    expect(await world.deliver({ ...body, externalUrl: 'http://alertmanager-1:9093' })).toBe(202);
    await world.settles();

    expect(world.slack.callsOf('chat.postMessage')).toHaveLength(posts);
    expect((await world.incident('INC-1')).version).toBe(version);
    expect(room.card()).toMatch(/Alerts: 1 firing\n/);
  });

  it('of which some were cut off: what is resolved proves nothing about the rest', async () => {
    const world = await startWorld();
    const since = world.now();
    await world.deliver({ alerts: [{ since }], truncated: 5 });
    const room = await world.room('INC-1');
    expect(room.card()).toMatch(/Alerts: 1 firing, 5 more that Alertmanager did not list/);

    await world.deliver({ alerts: [{ since, status: 'resolved' }], truncated: 5 });
    await room.cardReads(/1 cleared, 5 more that Alertmanager did not list/);
    await world.settles();
    expect(room.matching(/Is it over/)).toEqual([]);

    await world.deliver({ alerts: [{ since, status: 'resolved' }] });
    await room.reads(/No alert fires any more/);
  });

  it('five hundred in one body are one incident, one message and a card that Slack takes', async () => {
    const world = await startWorld({ settings: { severity: { outcomes: { sev3: 'open' } } } });

    expect(await world.deliverRaw(fixture('09-firing-500'))).toBe(202);
    const room = await world.room('INC-1');
    await world.settles();

    expect(room.card()).toMatch(/Alerts: 500 firing/);
    expect(room.card()).toMatch(/and 490 more/);
    expect(room.texts()).toHaveLength(1);
    expect(world.board.texts()).toHaveLength(1);
    expect(world.slack.calls.filter(({ answer }) => answer?.ok === false)).toEqual([]);
    await world.logIsWhole('INC-1');
  });

  it('with hostile text, are shown as they are written and call nobody', async () => {
    const world = await startWorld({ settings: { severity: { outcomes: { sev3: 'open' } } } });

    expect(await world.deliverRaw(fixture('07-ungrouped-hostile-text'))).toBe(202);
    const room = await world.room('INC-1');
    await world.settles();

    const marked = markupOf([...room.view.messages(), ...world.board.view.messages()]).join('\n');
    expect(marked).toContain('Node &lt;!channel&gt; down');
    expect(marked).not.toMatch(/<!channel>|<@U123>|<https:\/\/evil/);
    expect(marked).not.toMatch(/javascript:/);
    expect(room.view.bookmarks.map(({ title }) => title)).toEqual(['Silence', 'Alert']);
    expect(room.view.name).toMatch(/^inc-1-prod-eu1-node-channel-down-u123-see/);
    expect(room.card()).toContain('Node <!channel> down & <@U123> see <https://evil.example|click>');
  });
});
