import type { Line } from '../../domain/document.ts';
import type { Incident } from '../../domain/incident.ts';
import {
  type DraftFormat,
  draftFormats,
  usualFormats,
  wantedExport,
} from '../../domain/postmortem/export.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { change } from '../change.ts';
import { stopExport } from '../deeds/stop-export.ts';
import { takeOptions } from '../grammar/options.ts';
import { plain, type Token } from '../grammar/token.ts';
import { say } from '../say.ts';
import type { IncidentVerb } from '../verb.ts';

const example = '/incident postmortem md --full';

const words: Readonly<Record<string, DraftFormat>> = {
  md: 'md',
  markdown: 'md',
  html: 'html',
  page: 'html',
  json: 'json',
};

export const postmortemVerb: IncidentVerb = {
  about: 'incident',
  namesFirst: 'incident',
  name: 'postmortem',
  aliases: ['export'],
  usage: 'postmortem [md|html|json] [--full] | cancel',
  summary: 'Write a draft of the postmortem: the important entries, or all with --full; or stop writing it',
  examples: ['postmortem', 'postmortem md --full'],
  async run(ask, incident, typed) {
    const [first, second] = typed.words;
    if (['cancel', 'stop'].includes(plain(first)) && second === undefined)
      return stopExport(ask, incident, null);
    const wanted = readWanted(typed.words);
    if (!wanted.ok) return wanted;
    const done = await change(ask, incident, { kind: 'ask-postmortem', ...wanted.value });
    if (!done.ok) return done;
    return ok(say(begunText(done.value.incident)));
  },
};

/** Where it will be, for somebody who may have asked from elsewhere. */
function begunText(incident: Incident): Line {
  const number = wantedExport(incident)?.export;
  const name = number === undefined ? 'The draft' : `Draft ${number}`;
  const begun = `${name} of ${incident.id} is being written`;
  const { channel, channelArchived } = incident;
  if (channel === null || channelArchived)
    return [`${begun}. Nobody can write into its channel: you are told directly when it is there.`];
  return [`${begun}; it comes in `, { kind: 'channel', channel: channel.id }, '.'];
}

function readWanted(
  list: readonly Token[],
): Result<{ readonly formats: readonly DraftFormat[]; readonly full: boolean }> {
  const taken = takeOptions(list, { options: { full: 'flag' }, strict: true, example });
  if (!taken.ok) return taken;
  const full = taken.value.options.has('full');
  const formats: DraftFormat[] = [];
  for (const word of taken.value.rest) {
    const text = plain(word).toLowerCase();
    const format = Object.hasOwn(words, text) ? words[text] : undefined;
    if (format === undefined) {
      return refuse({
        kind: 'invalid',
        what: `A draft is written as md, html or json, not as “${text.slice(0, 40)}”.`,
        example,
        options: draftFormats,
      });
    }
    formats.push(format);
  }
  const named = draftFormats.filter((format) => formats.includes(format));
  return ok({ formats: named.length === 0 ? usualFormats : named, full });
}
