import { expect } from 'vitest';
import { describeContract } from './contract.ts';
import { newChannel } from './implementation.ts';

describeContract('people', ({ rule }) => {
  rule('a person is found by id and by email', async (slack) => {
    const [ana] = slack.people;
    const [email] = slack.emails;

    expect(await slack.call('users.info', { user: ana })).toMatchObject({
      ok: true,
      user: { id: ana, name: 'ana' },
    });
    expect(await slack.call('users.lookupByEmail', { email })).toMatchObject({ ok: true, user: { id: ana } });
    expect((await slack.call('users.info', { user: 'U0NOBODY' })).error).toBe('user_not_found');
    expect((await slack.call('users.lookupByEmail', { email: 'no@example.com' })).error).toBe(
      'users_not_found',
    );
  });

  rule('everyone is listed, page by page', async (slack) => {
    const ids: string[] = [];
    let cursor = '';
    do {
      const page = await slack.call('users.list', { limit: 2, ...(cursor && { cursor }) });
      ids.push(...(page.members as { id: string }[]).map(({ id }) => id));
      cursor = (page.response_metadata as { next_cursor: string }).next_cursor;
    } while (cursor);

    expect(ids).toEqual(expect.arrayContaining([...slack.people, slack.bot]));
    expect(new Set(ids).size).toBe(ids.length);
  });

  rule('the team and the bot have a name', async (slack) => {
    expect(await slack.call('team.info')).toMatchObject({
      ok: true,
      team: { id: expect.stringMatching(/^T/) },
    });
    expect((await slack.call('bots.info', { bot: 'B0NOBODY' })).error).toBe('bot_not_found');
  });
});

describeContract('files', ({ rule, ruleKinderInEmulate }) => {
  const start = { filename: 'log.txt', length: 5 };

  rule('a file is uploaded in three steps and hangs on a message', async (slack) => {
    const { id } = await newChannel(slack);
    const begun = await slack.call('files.getUploadURLExternal', start);
    expect(await slack.upload(begun.upload_url as string, 'hello')).toBe(200);
    const files = [{ id: begun.file_id, title: 'The log' }];

    const done = await slack.call('files.completeUploadExternal', { files, channel_id: id });

    expect(done).toMatchObject({ ok: true, files: [{ id: begun.file_id, title: 'The log' }] });
    expect(await slack.call('files.info', { file: begun.file_id })).toMatchObject({
      ok: true,
      file: { name: 'log.txt', size: 5 },
    });
    const history = await slack.call('conversations.history', { channel: id });
    expect((history.messages as unknown[])[0]).toMatchObject({ files: [{ id: begun.file_id }] });
  });

  rule('what is missing or unknown is refused', async (slack) => {
    expect((await slack.call('files.getUploadURLExternal', { length: 5 })).error).toBe('invalid_arguments');
    expect((await slack.call('files.completeUploadExternal', { files: [] })).error).toBe('invalid_arguments');
    expect((await slack.call('files.completeUploadExternal', { files: [{ id: 'F0NONE' }] })).error).toBe(
      'file_not_found',
    );
    expect((await slack.call('files.info', { file: 'F0NONE' })).error).toBe('file_not_found');
  });

  ruleKinderInEmulate('a file needs a length above zero', 'it takes zero', async (slack) => {
    const answer = await slack.call('files.getUploadURLExternal', { ...start, length: 0 });

    expect(answer.error).toBe('invalid_arguments');
  });
});
