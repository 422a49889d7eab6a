import { labelOf } from '../label.ts';

/** `<@U1>`, `<#C1|general>`, `<!here>`, `<!subteam^S1|@ops>`, `<https://a.example|label>`. Source: docs.slack.dev, formatting message text. */
const MARKED = /<(?:([@#!])([^<>|\s][^<>|\n]*)|((?:https?|mailto|tel|ftp):[^<>|\s]*))(?:\|([^<>\n]*))?>/g;

/** Slack escapes exactly these three. */
const ESCAPED = /&(amp|lt|gt);/g;
const signs: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };

/**
 * What somebody wrote, as it was read: a message's text in Slack's notation with mentions as names, links as addresses
 * and the escaped signs as themselves. `names`: by member id. What is no notation of Slack's stays as it is.
 */
export function readableText(text: string, names: Readonly<Record<string, string>>): string {
  if (!text.includes('<') && !text.includes('&')) return text;
  const spelled = text.replace(MARKED, (_, sign: string, name: string, address: string, label: string) =>
    sign === undefined ? linkWords(address, label) : mentionWords({ sign, name, label: label ?? '' }, names),
  );
  return spelled.replace(ESCAPED, (_, name: string) => signs[name] ?? '');
}

function linkWords(address: string, label: string | undefined): string {
  const bare = address.replace(/^(?:mailto|tel):/, '');
  return label === undefined || label === '' || label === address || label === bare
    ? bare
    : `${label} (${bare})`;
}

function mentionWords(
  { sign, name, label }: { readonly sign: string; readonly name: string; readonly label: string },
  names: Readonly<Record<string, string>>,
): string {
  if (sign === '@') return `@${labelOf(names, name) || label || name}`;
  if (sign === '#') return `#${label || name}`;
  if (label !== '') return label;
  return `@${name.replace(/^subteam\^/, '')}`;
}
