import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { reasonText } from '../../../src/domain/wording/step-words.ts';
import { ChannelLost, Misconfigured, Unavailable } from '../../../src/ports/failures.ts';
import type { Publication } from '../../../src/ports/postmortem-publisher.ts';
import { startWorkspace, type Workspace } from './workspace.ts';

let space: Workspace;
let channel: string;
beforeAll(async () => {
  space = await startWorkspace({ members: ['ana'] });
  ({ id: channel } = await space.slack.channels.open({ incident: 'INC-7', name: 'inc-7', private: false }));
});
afterAll(() => space.stop());
beforeEach(() => space.sandbox.clearFaults());

const aPublication = (over: Partial<Publication> = {}): Publication => ({
  incident: 'INC-7',
  export: 1,
  channel,
  files: [
    { format: 'md', text: '# Checkout — rejects cards\n' },
    { format: 'html', text: '<h1>Checkout</h1>' },
  ],
  mayExist: false,
  ...over,
});

const shown = () =>
  space.sandbox
    .channel(channel)
    .said()
    .map(({ files }) => files.map(({ name }) => name));

describe('a draft in the channel', () => {
  it('is one message with a file for each form', async () => {
    const where = await space.slack.drafts.publish(aPublication());

    expect(where).toBe('INC-7-postmortem-1.md and INC-7-postmortem-1.html in the channel');
    expect(shown()).toEqual([['INC-7-postmortem-1.md', 'INC-7-postmortem-1.html']]);
    const file = space.sandbox.files.find(({ name }) => name === 'INC-7-postmortem-1.md');
    expect(file?.content.toString()).toBe('# Checkout — rejects cards\n');
  });

  it('is not put there again by a try after one that was interrupted', async () => {
    space.sandbox.as('ana').join(channel);
    space.sandbox.as('ana').upload(channel, { name: 'INC-7-postmortem-2.md', content: 'not ours' });
    const second = aPublication({ export: 2, mayExist: true });
    await space.slack.drafts.publish(second);
    const after = shown();
    await space.slack.drafts.publish(second);

    expect(shown()).toEqual(after);
    expect(after.at(-1)).toEqual(['INC-7-postmortem-2.md', 'INC-7-postmortem-2.html']);
  });

  it.each([
    ...['reset', 'lost-reply'].flatMap((kind) =>
      [0, 1].flatMap((after) => [
        [kind, 'files.getUploadURLExternal', after] as const,
        [kind, 'upload', after] as const,
      ]),
    ),
    ...['reset', 'lost-reply'].map((kind) => [kind, 'files.completeUploadExternal', 0] as const),
  ])('is there once after %s of %s (%i calls of it before)', async (kind, method, after) => {
    const number = 100 + shown().length;
    const draft = aPublication({ export: number });
    space.sandbox.fault(method, { kind: kind as 'reset' }, { times: 1, after });

    await expect(space.slack.drafts.publish(draft)).rejects.toThrow(Unavailable);
    await space.slack.drafts.publish({ ...draft, mayExist: true });

    const names = [`INC-7-postmortem-${number}.md`, `INC-7-postmortem-${number}.html`];
    expect(shown().filter((files) => files.some((name) => names.includes(name)))).toEqual([names]);
  });

  it.each([
    ['file_uploads_disabled', Misconfigured],
    ['storage_limit_reached', Misconfigured],
    ['missing_scope', Misconfigured],
    ['not_in_channel', ChannelLost],
    ['is_archived', ChannelLost],
    ['channel_not_found', ChannelLost],
  ])('that Slack refuses with %s says so in words with what to do', async (code, failure) => {
    space.sandbox.fault('files.completeUploadExternal', { kind: 'error', error: code });
    const published = space.slack.drafts.publish(aPublication({ export: 90 }));

    await expect(published).rejects.toThrow(failure);
    const { reason } = await published.then(
      () => ({ reason: '' }),
      (error: ChannelLost | Misconfigured) => error,
    );
    expect(reasonText(reason)).toMatch(/ /);
  });

  it('fails as what it is: not allowed, or the channel is archived or none', async () => {
    space.sandbox.fault('files.getUploadURLExternal', { kind: 'error', error: 'file_uploads_disabled' });
    await expect(space.slack.drafts.publish(aPublication({ export: 3 }))).rejects.toThrow(Misconfigured);
    await expect(space.slack.drafts.publish(aPublication({ channel: null }))).rejects.toThrow(ChannelLost);
  });
});

it('a member is called by their full name, nobody by none', async () => {
  const { id, realName } = space.sandbox.member('ana');

  expect(await space.slack.directory.nameOf(id)).toBe(realName);
  expect(await space.slack.directory.nameOf('U0NOBODY')).toBeNull();
});

it('the workspace says where it is', async () => {
  expect(await space.slack.workspace()).toMatch(/^https:\/\/[a-z-]+\.slack\.com\/$/);
});
