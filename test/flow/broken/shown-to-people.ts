import type { SandboxSlack } from '../../../sandbox/slack/sandbox-slack.ts';

type Shown = { readonly where: string; readonly what: unknown };

/** Marks that turn the direction of what follows. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/;

/** What everything that the bot gave to Slack does beyond being read: whom it pings, where it links, what it turns. */
export function effectsOf(slack: SandboxSlack): string[] {
  const found = new Set<string>();
  for (const { where, what } of everythingShown(slack)) {
    for (const { path, value } of strings(what)) {
      // These are never shown.
      if (/\/(private_metadata|metadata|url|link|value|options)(\/|$)/.test(path)) continue;
      if (TURNS.test(value)) found.add(`turns: ${where}${path}: ${value}`);
      if (isMarkup(path, what))
        for (const [markup] of value.matchAll(/<[^>]+>/g)) found.add(`${markup} in ${where}${path}`);
    }
    for (const one of objects(what)) {
      if (one.type === 'mrkdwn')
        for (const [markup] of String(one.text).matchAll(/<[^>]+>/g)) found.add(`${markup} in ${where}`);
      // Without verbatim Slack makes links of addresses and channel names.
      if (one.type === 'mrkdwn' && one.verbatim !== true) found.add(`not verbatim in ${where}: ${one.text}`);
      if (one.type === 'broadcast') found.add(`@${one.range} in ${where}`);
      if (one.type === 'usergroup') found.add(`@${one.usergroup_id} in ${where}`);
      if (one.type === 'user') found.add(`<@${one.user_id}> in ${where}`);
      if (one.type === 'link') found.add(`<${one.url}> in ${where}`);
    }
  }
  return [...found].sort();
}

function everythingShown(slack: SandboxSlack): Shown[] {
  return [
    ...slack.calls.map(({ method, args }) => ({ where: method, what: parsed(args) })),
    ...slack.interactions.map(({ type, result }) => ({
      where: `the answer to ${type}`,
      what: result?.outcome === 'acked' ? parsed(result.text) : null,
    })),
    ...slack.channels.map((channel) => ({
      where: `only for one in ${channel.id}`,
      what: channel.ephemerals().map(({ text, blocks }) => ({ text, blocks })),
    })),
  ];
}

/** Slack reads its own markup in the text of a message, in a topic and in a purpose. */
function isMarkup(path: string, what: unknown): boolean {
  if (/^\/(topic|purpose)$/.test(path)) return true;
  return /^(\/\d+)?\/text$/.test(path) && typeof what === 'object';
}

/** Arguments arrive as JSON within a form. */
function parsed(value: unknown): unknown {
  if (typeof value === 'string' && /^[[{]/.test(value)) {
    try {
      return JSON.parse(value);
    } catch {
      return value;
    }
  }
  if (!value || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, parsed(one)]));
}

function* strings(value: unknown, path = ''): Generator<{ path: string; value: string }> {
  if (typeof value === 'string') yield { path, value };
  else if (value && typeof value === 'object')
    for (const [key, one] of Object.entries(value)) yield* strings(one, `${path}/${key}`);
}

function* objects(value: unknown): Generator<Record<string, unknown>> {
  if (!value || typeof value !== 'object') return;
  if (!Array.isArray(value)) yield value as Record<string, unknown>;
  for (const one of Object.values(value)) yield* objects(one);
}
