import type { Postmortem } from '../../../postmortem/postmortem.ts';
import { partyName } from '../party-name.ts';
import type { Block, Rich, Section } from '../section.ts';
import type { ZoneTimes } from '../zone-times.ts';

/** Who took part, and in which role. */
export function participantsSection({ participants }: Postmortem): Section {
  return {
    name: 'participants',
    title: 'Participants',
    blocks: [
      participants.length === 0
        ? { kind: 'text', text: ['Nobody.'] }
        : {
            kind: 'table',
            head: ['Who', 'Slack id', 'Roles', 'Messages', 'Facts'],
            rows: participants.map(({ who, roles, messages, facts }): readonly Rich[] => [
              [partyName(who)],
              [who.kind === 'person' ? who.user : ''],
              [roles.join(', ')],
              [String(messages)],
              [String(facts)],
            ]),
          },
    ],
    prompts: [],
  };
}

/** What was kept beside the log, with the digests by which it is known again. */
export function evidenceSection({ evidence }: Postmortem, times: ZoneTimes): Section {
  return {
    name: 'evidence',
    title: 'Evidence',
    blocks: [
      evidence.length === 0
        ? { kind: 'text', text: ['Nothing was kept.'] }
        : {
            kind: 'table',
            head: ['Id', 'What', `Taken (${times.zone})`, 'UTC', 'Bytes', 'Digest'],
            rows: evidence.map(({ id, title, at, bytes, digest }): readonly Rich[] => [
              [{ kind: 'code', text: id }],
              [title],
              [times.full(at)],
              [times.utc(at)],
              [String(bytes)],
              [{ kind: 'code', text: digest }],
            ]),
          },
    ],
    prompts: [],
  };
}

/** Whether the log is as it was written, and of how much this draft was made. */
export function verificationSection({ verification, counts, schema }: Postmortem): Section {
  const made: Block = {
    kind: 'list',
    items: [
      [`The log's version: ${verification.version}`],
      ['The head of its chain: ', { kind: 'code', text: verification.head }],
      [
        `Read: ${counted(counts.facts, 'fact')}, ${counted(counts.messages, 'message')} (${counts.edited} edited, ${counts.deleted} deleted), ${counted(counts.threads, 'thread')}, ${counted(counts.files, 'file')}`,
      ],
      ['Schema: ', { kind: 'code', text: schema }],
    ],
  };
  return {
    name: 'verification',
    title: 'Verification of the log',
    blocks: [{ kind: 'text', text: [verification.sentence] }, made],
    prompts: [],
  };
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
