import type { Postmortem } from '../../../postmortem/postmortem.ts';
import { partyName } from '../party-name.ts';
import type { Block, Rich, Section } from '../section.ts';
import type { ZoneTimes } from '../zone-times.ts';

/** So much of a digest tells one piece of evidence from all others; the JSON draft has all of it. */
const DIGEST = 12;

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
            head: ['Who', 'Roles', 'Messages', 'Entries in the log', 'Slack id'],
            rows: participants.map(({ who, roles, messages, facts }): readonly Rich[] => [
              [partyName(who)],
              [roles.length === 0 ? 'none' : roles.join(', ')],
              [String(messages)],
              [String(facts)],
              [who.kind === 'person' ? who.user : 'none'],
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
            head: ['What', times.head('Taken'), 'Bytes', 'Id', 'Digest (SHA-256, its beginning)'],
            rows: evidence.map(({ id, title, at, bytes, digest }): readonly Rich[] => [
              [title],
              [times.moment(at)],
              [String(bytes)],
              [{ kind: 'code', text: id }],
              [{ kind: 'code', text: digest.slice(0, DIGEST) }],
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
      [`Entries in the log: ${verification.version}`],
      ['The head of its chain: ', { kind: 'code', text: verification.head }],
      [
        `Read beside it: ${counted(counts.messages, 'message')} (${counts.edited} edited, ${counts.deleted} deleted), ${counted(counts.threads, 'thread')}, ${counted(counts.files, 'file')}`,
      ],
      ['Format: ', { kind: 'code', text: schema }],
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
