import { afterEach, describe, expect, it } from 'vitest';
import { startWorkspace, type Workspace } from './workspace.ts';

let space: Workspace;
afterEach(() => space.stop());

const texts = async () =>
  (await space.inbox.read(1_000)).flatMap(({ event }) =>
    event.kind === 'posted' ? [event.message.text] : [],
  );
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('Socket Mode', () => {
  it('has two connections', async () => {
    space = await startWorkspace({ delivery: 'socket' });

    await expect.poll(() => space.sandbox.socket.connections()).toBe(2);
  });

  it('loses nothing while Slack renews a connection, and has two again afterwards', async () => {
    space = await startWorkspace({ delivery: 'socket' });
    await expect.poll(() => space.sandbox.socket.connections()).toBe(2);
    space.sandbox.socket.refresh({ closeAfterMs: 500 });
    const said: string[] = [];
    let fewest = 2;
    for (let n = 0; n < 30; n++) {
      said.push(`message ${n}`);
      space.sandbox.as('ana').say('incidents', `message ${n}`);
      await pause(25);
      fewest = Math.min(fewest, space.sandbox.socket.connections());
    }
    await space.sandbox.events.settled();

    expect(fewest).toBeGreaterThanOrEqual(1);
    expect(space.slack.trouble()).toBeNull();
    await expect.poll(texts).toEqual(expect.arrayContaining(said));
    expect((await texts()).length).toBe(said.length);
    await expect.poll(() => space.sandbox.socket.connections()).toBe(2);
  });

  it('comes back by itself when Slack was away, and says so meanwhile', async () => {
    space = await startWorkspace({ delivery: 'socket' });
    await expect.poll(() => space.sandbox.socket.connections()).toBe(2);
    await space.sandbox.down();
    await expect.poll(() => space.slack.trouble()).toBe('no socket mode connection');
    await pause(1_000);
    await space.sandbox.up();

    await expect.poll(() => space.sandbox.socket.connections()).toBe(2);
    await expect.poll(() => space.slack.trouble()).toBeNull();
    space.sandbox.as('ana').say('incidents', 'are you back?');
    await expect.poll(texts).toContain('are you back?');
  });

  it('has no connection left after it was stopped', async () => {
    space = await startWorkspace({ delivery: 'socket' });
    await expect.poll(() => space.sandbox.socket.connections()).toBe(2);
    await space.slack.stop();

    await expect.poll(() => space.sandbox.socket.connections()).toBe(0);
    await pause(500);
    expect(space.sandbox.socket.connections()).toBe(0);
  });
});
