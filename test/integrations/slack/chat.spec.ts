import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Document } from '../../../src/domain/document.ts';
import type { Post } from '../../../src/ports/chat.ts';
import { ChannelLost, Misconfigured, RateLimited, Unavailable } from '../../../src/ports/failures.ts';
import { saying, startWorkspace, type Workspace } from './workspace.ts';

let space: Workspace;
beforeAll(async () => {
  space = await startWorkspace({ timeout: 3_000 });
});
afterAll(() => space.stop());
beforeEach(() => space.sandbox.clearFaults());

const incidents = () => space.sandbox.channel('incidents');

function postOf(change: Partial<Post> = {}): Post {
  return {
    to: { channel: incidents().id },
    incident: 'INC-7',
    step: `step-${Math.random()}`,
    lane: 'status',
    document: saying('SEV1 checkout, prod-eu1: INC-7'),
    mayExist: false,
    ...change,
  };
}

describe('a message', () => {
  it.each(['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long'])(
    'whose blocks Slack refuses (%s) goes out as text, and so does its edit',
    async (error) => {
      const card: Document = {
        push: ['SEV1 checkout'],
        parts: [
          { kind: 'header', text: 'Checkout is down' },
          { kind: 'fields', fields: [{ label: 'Cluster', value: ['prod-eu1'] }] },
          { kind: 'buttons', buttons: [{ action: 'lead', value: 'INC-7', label: 'I lead' }] },
        ],
      };
      space.sandbox.fault('chat.postMessage', { kind: 'error', error }, { times: 1 });
      space.sandbox.fault('chat.update', { kind: 'error', error }, { times: 1 });

      const ref = await space.slack.chat.post(postOf({ document: card }));

      const posted = incidents().message(ref.ts);
      expect(posted?.blocks ?? []).toEqual([]);
      expect(posted?.text).toMatch(/^SEV1 checkout\nCheckout is down\nCluster: prod-eu1\n.*\/incident help/);
      expect(space.logged.at(-1)).toMatchObject({ level: 'error', fields: { error: expect.any(Error) } });
      await space.slack.chat.update(ref, saying('It is over'), 'status');
      expect(incidents().message(ref.ts)?.text).toContain('It is over');
      await space.slack.chat.update(ref, card, 'status');
      expect(incidents().message(ref.ts)?.blocks).not.toEqual([]);
    },
  );

  it('is found again by its step after the reply was lost, and not posted twice', async () => {
    space.sandbox.fault('chat.postMessage', { kind: 'lost-reply' }, { times: 1 });
    const post = postOf({ document: saying('posted once') });

    await expect(space.slack.chat.post(post)).rejects.toThrow(Unavailable);
    const ref = await space.slack.chat.post({ ...post, mayExist: true });

    const posted = incidents()
      .said()
      .filter(({ text }) => text === 'posted once');
    expect(posted.map(({ ts }) => ts)).toEqual([ref.ts]);
  });

  it('is posted when the earlier try left nothing', async () => {
    const ref = await space.slack.chat.post(
      postOf({ mayExist: true, document: saying('nothing was there') }),
    );

    expect(incidents().message(ref.ts)?.text).toBe('nothing was there');
  });

  it('is not taken for that of another step or another incident', async () => {
    const first = await space.slack.chat.post(postOf({ step: 'card' }));
    const other = await space.slack.chat.post(postOf({ step: 'card', incident: 'INC-70', mayExist: true }));
    const step = await space.slack.chat.post(postOf({ step: 'announce', mayExist: true }));

    expect(new Set([first.ts, other.ts, step.ts]).size).toBe(3);
  });

  it('reaches a person as a direct message, found again there too', async () => {
    const post = postOf({ to: { user: space.sandbox.member('ana').id }, document: saying('will you lead?') });
    space.sandbox.fault('chat.postMessage', { kind: 'lost-reply' }, { times: 1 });

    await expect(space.slack.chat.post(post)).rejects.toThrow(Unavailable);
    await space.slack.chat.post({ ...post, mayExist: true });

    expect(
      space.sandbox
        .dm('ana')
        .said()
        .map(({ text }) => text),
    ).toEqual(['will you lead?']);
  });

  it('to a person who is deactivated can never be written', async () => {
    const { id } = space.sandbox.addMember({ name: 'gone', deleted: true });

    await expect(space.slack.chat.post(postOf({ to: { user: id } }))).rejects.toThrow(Misconfigured);
  });

  it('can be posted where the channel is known by its name only, and is found again', async () => {
    const post = postOf({ to: { channel: '#incidents' }, document: saying('INC-7 by name') });
    const first = await space.slack.chat.post(post);
    const again = await space.slack.chat.post({ ...post, mayExist: true });

    expect(again).toEqual(first);
    expect(first.channel).toBe(incidents().id);
  });

  it('shows no preview and links no names', async () => {
    await space.slack.chat.post(postOf());

    expect(space.sandbox.callsOf('chat.postMessage').at(-1)?.args).toMatchObject({
      unfurl_links: 'false',
      unfurl_media: 'false',
      link_names: 'false',
    });
  });

  it('is edited in place and keeps its step', async () => {
    const ref = await space.slack.chat.post(postOf({ step: 'post-card' }));
    await space.slack.chat.update(ref, saying('SEV2 now'), 'status');

    expect(incidents().message(ref.ts)).toMatchObject({
      text: 'SEV2 now',
      metadata: { event_payload: { incident: 'INC-7', step: 'post-card' } },
    });
  });

  it('that somebody deleted can not be edited, and that is said', async () => {
    const ref = await space.slack.chat.post(postOf());

    await expect(
      space.slack.chat.update({ ...ref, ts: '1.000001' }, saying('x'), 'status'),
    ).rejects.toMatchObject({ name: 'Misconfigured', reason: 'message_not_found' });
  });

  it('is pinned and reacted to once, however often it is asked for', async () => {
    const ref = await space.slack.chat.post(postOf());
    for (let n = 0; n < 2; n++) {
      await space.slack.chat.pin(ref);
      await space.slack.chat.react(ref, ':pushpin:');
    }

    expect(incidents().pins.filter(({ ts }) => ts === ref.ts)).toHaveLength(1);
    expect(incidents().message(ref.ts)?.reactions).toMatchObject([{ name: 'pushpin' }]);
    expect(await space.slack.chat.permalink(ref)).toContain(incidents().id);
  });
});

describe('the address of a message', () => {
  it('is asked of Slack once: it never changes', async () => {
    const ref = await space.slack.chat.post(postOf());
    const first = await space.slack.chat.permalink(ref);
    space.sandbox.fault('chat.getPermalink', { kind: 'lost-reply' }, { times: 1 });

    expect(await space.slack.chat.permalink(ref)).toBe(first);
  });
});

describe('text that is too long', () => {
  const logs = (lines: number): Document => ({
    push: ['logs'],
    parts: [
      {
        kind: 'preformatted',
        fileName: 'logs.txt',
        text: Array.from({ length: lines }, (_, n) => `line ${n} of checkout ${'x'.repeat(60)}`).join('\n'),
      },
    ],
  });

  it('shows its first lines and follows whole as a file in the thread', async () => {
    const ref = await space.slack.chat.post(postOf({ document: logs(500), step: 'logs' }));

    const shown = JSON.stringify(incidents().message(ref.ts)?.blocks);
    expect(shown).toContain('line 0 of checkout');
    expect(shown).toMatch(/\d+ of 500 lines, \d+ left out/);
    const file = space.sandbox.files.find(({ name }) => name === 'INC-7-logs-logs.txt');
    expect(file?.content.toString()).toContain('line 499 of checkout');
    expect(incidents().thread(ref.ts)).toMatchObject([{ files: [{ id: file?.id }] }]);
  });

  it('is uploaded once, also when the step is done again', async () => {
    const post = postOf({ document: logs(500), step: 'logs-again' });
    await space.slack.chat.post(post);
    await space.slack.chat.post({ ...post, mayExist: true });

    expect(space.sandbox.files.filter(({ name }) => name.includes('logs-again'))).toHaveLength(1);
  });

  it('says so when the file can not be uploaded', async () => {
    space.sandbox.fault('files.getUploadURLExternal', { kind: 'error', error: 'file_uploads_disabled' });
    const ref = await space.slack.chat.post(postOf({ document: logs(500) }));

    expect(JSON.stringify(incidents().message(ref.ts)?.blocks)).toContain('could not be uploaded as a file');
  });
});

describe('what Slack refuses', () => {
  const trying = () => space.slack.chat.post(postOf());

  it('is Misconfigured when a scope is missing', async () => {
    space.sandbox.fault('chat.postMessage', {
      kind: 'error',
      error: 'missing_scope',
      details: { needed: 'chat:write' },
    });
    await expect(trying()).rejects.toMatchObject({ name: 'Misconfigured', reason: 'missing_scope' });
  });

  it('is a lost channel when it is archived', async () => {
    const channel = (await space.slack.channels.open({ incident: 'INC-90', name: 'inc-90', private: false }))
      .id;
    space.sandbox.as('ana').join(channel);
    space.sandbox.as('ana').archive(channel);

    const lost = space.slack.chat.post(postOf({ to: { channel } }));
    await expect(lost).rejects.toThrow(ChannelLost);
    await expect(lost).rejects.toMatchObject({ channel, reason: 'archived' });
  });

  it('is Unavailable when Slack is broken, slow or cuts the connection', async () => {
    space.sandbox.fault('chat.postMessage', { kind: '5xx' }, { times: 1 });
    await expect(trying()).rejects.toMatchObject({ name: 'Unavailable', reason: 'http-503' });
    space.sandbox.fault('chat.postMessage', { kind: 'reset' }, { times: 1 });
    await expect(trying()).rejects.toMatchObject({ name: 'Unavailable', reason: 'network' });
    space.sandbox.fault('chat.postMessage', { kind: 'delay', ms: 6_000 }, { times: 1 });
    await expect(trying()).rejects.toMatchObject({ name: 'Unavailable', reason: 'timeout' });
  });

  it('with a 429 stops that method for everyone until Slack allows it, and costs one call', async () => {
    const quiet = await startWorkspace({ budget: 'shared' });
    const channel = quiet.sandbox.channel('incidents').id;
    quiet.sandbox.fault('chat.postMessage', { kind: '429', retryAfter: 2 }, { times: 1 });
    const before = Date.now();

    const post = () => quiet.slack.chat.post(postOf({ to: { channel } }));
    await expect(post()).rejects.toThrow(RateLimited);
    const second = await post().catch((error: unknown) => error);

    expect(second).toBeInstanceOf(RateLimited);
    const { retryAt } = second as RateLimited;
    expect(retryAt).toBeGreaterThan(before + 1_500);
    expect(retryAt).toBeLessThan(Date.now() + 3_500);
    expect(quiet.sandbox.callsOf('chat.postMessage')).toHaveLength(1);
    expect(quiet.counted).toContainEqual({
      name: 'slack_rate_limited_total',
      labels: { method: 'chat.postMessage' },
    });
    await quiet.stop();
  });
});
