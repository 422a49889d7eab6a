import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/domain/actor.ts';
import { keyturn } from '../../../src/domain/actor.ts';
import type { NoticeBody } from '../../../src/domain/notice.ts';
import { noticeDocument } from '../../../src/domain/wording/notice.ts';
import { reasonText } from '../../../src/domain/wording/step-words.ts';
import { ANA, inChannel, NOON } from '../../builders/incident.ts';
import { plainText } from '../../commands/plain-text.ts';

type Body = Extract<NoticeBody, { kind: 'postmortem' }>;

const body: Body = {
  ...{ kind: 'postmortem', export: 2, failed: [], missing: [] },
  published: [{ to: 'channel', where: 'INC-7-postmortem-2.md in the channel' }],
};
const said = (over: Partial<Body> = {}, by: Actor = ANA) =>
  plainText(noticeDocument({ id: 3, body: { ...body, ...over }, by, at: NOON }, inChannel()));

describe('the message of a draft that is there', () => {
  it('says for whom, and where', () => {
    expect(said()).toBe(
      'Postmortem draft 2 of INC-7, asked for by @UANA: INC-7-postmortem-2.md in the channel.',
    );
    expect(said({}, keyturn)).toMatch(/^Postmortem draft 2 of INC-7, made because it is over: /);
  });

  it('begins with the files in the channel, which are nearest', () => {
    const published = [{ to: 'directory', where: '/srv/INC-7.md' }, ...body.published];

    expect(said({ published })).toMatch(/: INC-7-postmortem-2\.md in the channel; \/srv\/INC-7\.md\.$/);
  });

  it('says how many parts people have to look at, which, and what to look for', () => {
    expect(said({ conflicts: ['summary'] })).toMatch(
      /In one part of the Markdown people had changed what is generated \(summary\): .* Look for “Conflict in”\.$/,
    );
    expect(said({ conflicts: ['summary', 'timeline'] })).toMatch(/In 2 parts .* \(summary, timeline\):/);
    const many = Array.from({ length: 9 }, (_, i) => `part-${i}`);
    expect(said({ conflicts: many })).toMatch(/In 9 parts .*part-5 …\)/);
    expect(said()).not.toMatch(/Conflict/);
  });

  it('of a place that did not take it says why, what to do, and how to try again', () => {
    const failed = [{ to: 'directory', reason: 'directory-eacces' }];

    expect(said({ failed })).toMatch(
      /not in the directory \(Keyturn may not write there; give its user the right\)\. Once that is mended, \/incident postmortem INC-7 tries again\.$/,
    );
    expect(said({ failed, published: [] })).toMatch(/: only kept with the incident; not in the directory \(/);
  });

  it('says what could not be read', () => {
    expect(said({ missing: ['The channel C1 is archived or gone.'] })).toContain('C1 is archived or gone.');
  });
});

it.each([
  ...['file_uploads_disabled', 'storage_limit_reached', 'missing_scope', 'archived', 'not-in-channel'],
  ...['directory-eacces', 'directory-enospc', 'directory-erofs', 'directory-eio', 'directory-eisdir'],
  ...['directory-eloop', 'directory-enotdir', 'directory-eexist', 'directory-enametoolong', 'not-a-draft'],
])('%s is said in words', (reason) => {
  expect(reasonText(reason)).not.toBe(reason);
  expect(reasonText(reason)).toMatch(/ /);
});
