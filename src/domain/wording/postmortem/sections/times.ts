import { durationWords } from '../../../postmortem/duration-words.ts';
import type { Postmortem } from '../../../postmortem/postmortem.ts';
import type { Rich, Section } from '../section.ts';
import type { ZoneTimes } from '../zone-times.ts';

/** The five times with how each was determined, and how long it took from one to the other. */
export function timesSection({ times: moments, spans }: Postmortem, times: ZoneTimes): Section {
  return {
    name: 'times',
    title: 'Times',
    blocks: [
      {
        kind: 'table',
        head: ['Time', times.head('When'), 'How it was determined'],
        rows: moments.map(({ name, at, how }): readonly Rich[] => [
          [{ kind: 'bold', text: capital(name) }],
          [at === null ? 'not reached' : times.moment(at)],
          [how],
        ]),
      },
      {
        kind: 'table',
        head: ['Duration', 'How long', 'From and to'],
        rows: spans.map(({ name, from, to, milliseconds }): readonly Rich[] => [
          [{ kind: 'bold', text: capital(name) }],
          [milliseconds === null ? 'not known' : durationWords(milliseconds)],
          [`from ${from} to ${to}`],
        ]),
      },
    ],
    prompts: ['Is one of these times wrong? Which, and how do you know?'],
  };
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
