import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Playground, startPlayground } from './playground.ts';

type State = { channels: { id: string; name: string }[] };
type Channel = { topic: string; messages: { text: string; blocks?: unknown }[] };

const out = mkdtempSync(join(tmpdir(), 'keyturn-playground-'));
let playground: Playground;
beforeAll(async () => {
  playground = await startPlayground(out);
});
afterAll(async () => {
  if (playground.process.exitCode === null) await playground.interrupt();
  rmSync(out, { recursive: true });
});

describe('the control panel of the sandbox', () => {
  it('fires an alert, and an incident has its channel with its card', async () => {
    const { status, body } = await playground.control({ do: 'fire', group: 'checkout' });

    expect(status, body.error).toBe(200);
    expect(body.alerts.groups).toMatchObject([{ firing: 1 }, { firing: 0 }]);
    await cardWith('1 firing');
  });

  it('lets an alert join the group, and one of them be over', async () => {
    await playground.control({ do: 'fire', group: 'checkout' });
    await cardWith('2 firing');
    const { body } = await playground.control({ do: 'resolve-one', group: 'checkout' });

    expect(body.alerts.groups[0]?.firing).toBe(1);
    await cardWith('1 cleared');
  });

  it('shows each request between bot and Slack with its time, its answer and the budget left', async () => {
    const { exchanges, budgets } = await playground.state();
    const posted = exchanges.find(({ what, isOk }) => what === 'chat.postMessage' && isOk);

    expect(posted).toMatchObject({ from: 'bot', outcome: 'ok', ms: expect.any(Number) });
    expect(posted?.left).toBeLessThan(300);
    expect(exchanges).toContainEqual(expect.objectContaining({ from: 'slack', what: 'message' }));
    expect(budgets).toContainEqual(expect.objectContaining({ method: 'chat.postMessage', of: 300 }));
    const whole = await playground.get<object>(`/api/control/exchange?id=${posted?.id}`);
    expect(whole).toMatchObject({ request: { channel: expect.any(String) }, answer: { ok: true } });
    expect(JSON.stringify(whole)).not.toContain('xoxb-');
  });

  it('makes Slack fail as asked, says how often it still will, and shows what failed', async () => {
    const fault = { kind: '429', retryAfter: 1 };
    const { body } = await playground.control({ do: 'fault', method: 'chat.update', fault, times: 1 });
    expect(body.faults).toEqual([{ method: 'chat.update', fault, left: 1 }]);

    await playground.control({ do: 'fire', group: 'checkout' });
    await playground.soon('the refused call is listed', async () =>
      (await playground.state()).exchanges.find(
        ({ what, outcome, fault }) => what === 'chat.update' && outcome === '429' && fault === '429',
      ),
    );
    await cardWith('2 firing');
    expect((await playground.state()).faults).toEqual([]);
  });

  it('takes faults back before they happen', async () => {
    await playground.control({ do: 'fault', method: '*', fault: { kind: 'lost-reply' } });
    const { body } = await playground.control({ do: 'clear-faults' });

    expect(body.faults).toEqual([]);
  });

  it('kills the bot, and restarted it knows its incident', async () => {
    const killed = await playground.control({ do: 'kill-bot' });
    expect(killed.body.bot.state).toBe('ended');
    await expect(fetch(`${killed.body.bot.url}/healthz`)).rejects.toThrow();

    const restarted = await playground.control({ do: 'restart-bot' });
    expect(restarted.body.bot.state).toBe('running');
    await playground.control({ do: 'fire', group: 'checkout' });
    await cardWith('3 firing');
    expect((await rooms()).length).toBe(1);
  });

  it('takes Slack away and brings it back, and the bot catches up', async () => {
    const { body } = await playground.control({ do: 'slack-down' });
    expect(body.slack.isUp).toBe(false);
    await playground.control({ do: 'fire', group: 'checkout' });

    expect((await playground.control({ do: 'slack-up' })).body.slack.isUp).toBe(true);
    await cardWith('4 firing');
  });

  it('plays another story in the cluster: its alert opens a channel in which its cause is named', async () => {
    const { body } = await playground.control({ do: 'play-story', story: 'bad-rollout' });
    expect(body.cluster).toMatchObject({ story: { name: 'bad-rollout' }, firing: 1, faults: [] });

    await playground.soon('the diagnosis names the rollout', async () => {
      const room = (await rooms()).find(({ name }) => name.endsWith('-shop'));
      if (!room) return undefined;
      const { messages } = await playground.get<Channel>(`/api/channel?as=ana&id=${room.id}`);
      return messages.find(({ blocks }) =>
        /First diagnosis.*checkout:2\.32\.0/s.test(JSON.stringify(blocks)),
      );
    });
    const { cluster, exchanges } = await playground.state();
    expect(cluster?.requests).toBeGreaterThan(10);
    expect(exchanges).toContainEqual(
      expect.objectContaining({ to: 'cluster', what: expect.stringContaining('/pods'), outcome: '200' }),
    );
    const over = await playground.control({ do: 'resolve-story' });
    expect(over.body.cluster?.firing).toBe(0);
  });

  it('breaks the API server, and mends it', async () => {
    const broken = await playground.control({
      do: 'cluster-fault',
      fault: { kind: 'cut', resource: 'pods' },
    });
    expect(broken.body.cluster?.faults).toEqual([{ kind: 'cut', resource: 'pods' }]);

    expect((await playground.control({ do: 'clear-cluster-faults' })).body.cluster?.faults).toEqual([]);
  });

  it('refuses with a sentence what can’t be', async () => {
    const noStory = await playground.control({ do: 'play-story', story: 'bad-rollouts' });
    expect([noStory.status, noStory.body.error]).toEqual([400, expect.stringMatching(/^there is no story/)]);
    const noMethod = await playground.control({ do: 'fault', method: 'DROP', fault: { kind: 'reset' } });
    expect([noMethod.status, noMethod.body.error]).toEqual([
      400,
      'Name a Web API method, or * for all of them.',
    ]);
    const nothing = await playground.control({ do: 'resolve-all', group: 'search' });
    expect([nothing.status, nothing.body.error]).toEqual([400, 'No alert of this group fires.']);
  });

  it('ends at Ctrl-C, also while Slack is down, and leaves no process', async () => {
    const { bot } = await playground.state();
    const started = descendants(playground.process.pid ?? 0);
    expect(started.length).toBeGreaterThan(2);
    await playground.control({ do: 'slack-down' });

    expect(await playground.interrupt()).toBe(0);

    await expect(fetch(`${bot.url}/healthz`)).rejects.toThrow();
    await expect(fetch(playground.url)).rejects.toThrow();
    await playground.soon('all of them have ended', async () => started.every((pid) => !isRunning(pid)));
    expect(readFileSync(join(out, 'keyturn.log'), 'utf8')).not.toBe('');
  });
});

const rooms = async (): Promise<State['channels']> =>
  (await playground.get<State>('/api/state?as=ana')).channels.filter(({ name }) => name.startsWith('inc-'));

/** Waits until the incident's channel has a card that says this. */
const cardWith = (words: string): Promise<unknown> =>
  playground.soon(`a card with "${words}"`, async () => {
    const [room] = await rooms();
    if (!room) return undefined;
    const { messages } = await playground.get<Channel>(`/api/channel?as=ana&id=${room.id}`);
    return messages.find(({ blocks }) => JSON.stringify(blocks ?? '').includes(words));
  });

/** Every process that this one started, and those that they did. */
function descendants(pid: number): number[] {
  const children = processes().filter(({ parent }) => parent === pid);
  return children.flatMap((child) => [child.pid, ...descendants(child.pid)]);
}

/** What runs on this machine; not what has ended and was not yet asked how. */
function processes(): { pid: number; parent: number }[] {
  return execFileSync('ps', ['-eo', 'pid=,ppid=,stat='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , state = 'Z']) => !state.startsWith('Z'))
    .map(([pid, parent]) => ({ pid: Number(pid), parent: Number(parent) }));
}

const isRunning = (wanted: number): boolean => processes().some(({ pid }) => pid === wanted);
