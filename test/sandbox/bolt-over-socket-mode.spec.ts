import { App, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import type { SlackOptions } from '../../sandbox/slack/options.ts';
import type { SandboxSlack } from '../../sandbox/slack/sandbox-slack.ts';
import { startSlack } from '../../sandbox/slack/start-slack.ts';

const stops: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

type Heard = { messages: string[]; commands: string[] };

const startApp = async (slack: SandboxSlack, heard: Heard): Promise<App> => {
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    logLevel: LogLevel.ERROR,
    installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
  });
  const app = new App({
    token: slack.botToken,
    receiver,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.apiUrl },
  });
  app.message(async ({ message }) => void heard.messages.push((message as { text?: string }).text ?? ''));
  app.command('/incident', async ({ command, ack }) => {
    heard.commands.push(command.text);
    await ack({ text: `heard ${command.text}` });
  });
  await app.start();
  stops.push(() => app.stop());
  return app;
};

const start = async (
  apps: number,
  options: SlackOptions = {},
): Promise<{ slack: SandboxSlack; heard: Heard }> => {
  const slack = await startSlack({ delivery: 'socket', eventRetryDelaysMs: [], ...options });
  stops.push(async () => {
    await slack.until(() => slack.socket.connections() === 0);
    await slack.stop();
  });
  const heard: Heard = { messages: [], commands: [] };
  for (let n = 0; n < apps; n += 1) await startApp(slack, heard);
  await slack.until(() => slack.socket.connections() === apps);
  return { slack, heard };
};

describe('a Bolt app over Socket Mode', () => {
  it('hears messages and answers commands in the acknowledgement', async () => {
    const { slack, heard } = await start(1);

    slack.as('ana').say('incidents', 'hello');
    const result = await slack.as('ana').command('/incident', 'list', { channel: 'incidents' });

    expect(result).toMatchObject({ status: 'ok', shown: 'heard list' });
    await slack.until(() => heard.messages.includes('hello'));
  });

  it('gets each envelope on one of its connections', async () => {
    const { slack, heard } = await start(2);

    for (const n of [1, 2, 3, 4])
      await slack.as('ana').command('/incident', `n${n}`, { channel: 'incidents' });

    expect(heard.commands).toEqual(['n1', 'n2', 'n3', 'n4']);
    const used = slack.socket.envelopes.filter(({ type }) => type === 'slash_commands');
    expect(new Set(used.map(({ connection }) => connection)).size).toBe(2);
  });

  it('can be made to get each envelope on all connections', async () => {
    const { slack, heard } = await start(2, { socketDelivery: 'all' });

    await slack.as('ana').command('/incident', 'twice', { channel: 'incidents' });

    await slack.until(() => heard.commands.length === 2);
    expect(new Set(slack.socket.envelopes.map(({ envelopeId }) => envelopeId)).size).toBe(1);
  });

  it('comes back after a refresh', async () => {
    const { slack, heard } = await start(1);

    slack.socket.refresh({ closeAfterMs: 50 });
    await slack.until(
      () => slack.callsOf('apps.connections.open').length === 2 && slack.socket.connections() === 1,
    );

    await slack.as('ana').command('/incident', 'again', { channel: 'incidents' });
    expect(heard.commands).toEqual(['again']);
  });

  it('is not reached while it has no connection: the command fails at once', async () => {
    const { slack } = await start(0);

    const result = await slack.as('ana').command('/incident', 'x', { channel: 'incidents' });

    expect(result).toMatchObject({ status: 'dispatch_failed' });
  });

  it('connects by an address that works once', async () => {
    const { slack } = await start(0);
    const url = slack.socket.newUrl();
    const connect = () =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(url);
        socket.onmessage = ({ data }) => {
          resolve(JSON.parse(String(data)).type);
          socket.close();
        };
        socket.onerror = () => resolve('refused');
      });

    expect(await connect()).toBe('hello');
    expect(await connect()).toBe('refused');
  });
});
