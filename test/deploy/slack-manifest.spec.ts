import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { channelEventTypes } from '../../src/integrations/slack/channel-event.ts';
import { groupEventTypes } from '../../src/integrations/slack/event-door.ts';
import { SLACK_PATH } from '../../src/integrations/slack/http-delivery.ts';
import { MARK_MESSAGE } from '../../src/integrations/slack/people-door.ts';
import { eventScopes, methodScopes, usedScopes } from '../../src/integrations/slack/scopes.ts';

const root = join(import.meta.dirname, '../..');

const Manifest = z.object({
  features: z.object({
    slash_commands: z.array(z.object({ command: z.string(), should_escape: z.boolean(), url: z.string() })),
    shortcuts: z.array(z.object({ type: z.string(), callback_id: z.string() })),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({
    event_subscriptions: z.object({ request_url: z.string(), bot_events: z.array(z.string()) }),
    interactivity: z.object({ is_enabled: z.literal(true), request_url: z.string() }),
    socket_mode_enabled: z.boolean(),
  }),
});

const manifest = Manifest.parse(parse(await readFile(join(root, 'deploy/slack-manifest.yaml'), 'utf8')));
const sorted = (words: Iterable<string>) => [...words].sort();

describe('the Slack app’s manifest', () => {
  it('asks for exactly the scopes that are used', () => {
    expect(sorted(manifest.oauth_config.scopes.bot)).toEqual(sorted(usedScopes()));
  });

  it('subscribes to exactly the events that are handled', () => {
    const subscribed = manifest.settings.event_subscriptions.bot_events;
    const types = new Set(subscribed.map((name) => name.replace(/^message\..*/, 'message')));

    expect(sorted(subscribed)).toEqual(sorted(Object.keys(eventScopes)));
    expect(sorted(types)).toEqual(sorted([...channelEventTypes, ...groupEventTypes]));
  });

  it('has the command with mentions as ids, and the shortcut that is handled', () => {
    expect(manifest.features.slash_commands).toMatchObject([{ command: '/incident', should_escape: true }]);
    expect(manifest.features.shortcuts).toMatchObject([{ type: 'message', callback_id: MARK_MESSAGE }]);
  });

  it('sends everything to the one address that is served', () => {
    const { event_subscriptions, interactivity } = manifest.settings;
    const urls = [
      ...manifest.features.slash_commands.map(({ url }) => url),
      event_subscriptions.request_url,
      interactivity.request_url,
    ];
    expect(new Set(urls.map((url) => new URL(url).pathname))).toEqual(new Set([SLACK_PATH]));
  });
});

describe('the methods that are called', () => {
  it('are exactly those whose scopes are known', async () => {
    const folder = join(root, 'src/integrations/slack');
    const called = new Set<string>();
    for (const name of await readdir(folder, { recursive: true })) {
      if (!name.endsWith('.ts') || name === 'scopes.ts') continue;
      const text = await readFile(join(folder, name), 'utf8');
      for (const [, method] of text.matchAll(/callSlack\(\s*'([a-zA-Z.]+)'/g)) if (method) called.add(method);
      // All calls go through callSlack.
      if (name !== 'call-slack.ts')
        expect(text, name).not.toMatch(/\.apiCall\(|\bclient\.(chat|conversations|views)\./);
    }
    expect(sorted(called)).toEqual(sorted(Object.keys(methodScopes)));
  });
});
