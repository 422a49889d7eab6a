import { ok, refuse } from '../../domain/result.ts';
import { isWebUrl } from '../../domain/wording/safe-links.ts';
import { addLink } from '../deeds/add-link.ts';
import { type Token, textOf } from '../grammar/token.ts';
import { say } from '../say.ts';
import type { IncidentVerb } from '../verb.ts';

const example = '/incident link https://grafana.example.com/d/checkout Dashboard';

export const linkVerb: IncidentVerb = {
  about: 'incident',
  namesFirst: 'text',
  name: 'link',
  aliases: ['links'],
  usage: 'link <url> [label]',
  summary: 'Put a link on the card and into the channel’s bookmarks',
  examples: ['link https://grafana.example.com/d/checkout Dashboard'],
  async run(ask, incident, { words }) {
    if (words.length === 0) return refuse({ kind: 'invalid', what: 'The link is missing.', example });
    const at = words.findIndex((word) => urlOf(word) !== null);
    const found = words[at];
    const url = found && urlOf(found);
    if (!found || !url) {
      return refuse({
        kind: 'invalid',
        what: 'A link begins with http:// or https:// and has no spaces.',
        example,
      });
    }
    const said = textOf(words.filter((_, index) => index !== at)).replace(/\s+/g, ' ');
    const label = said || (found.kind === 'link' ? found.label : null) || hostOf(url);
    const done = await addLink(ask, incident, { url, label });
    return done.ok ? ok(say(done.value)) : done;
  },
};

function urlOf(word: Token): string | null {
  const url = word.kind === 'link' ? word.url : word.text;
  return isWebUrl(url) ? url : null;
}

function hostOf(url: string): string {
  return /^https?:\/\/(?:[^/@]*@)?([^/?#:]+)/i.exec(url)?.[1] ?? url;
}
