import { z } from 'zod';

/** What is kept out of keyturn.yaml. Blanks around a value (a line break at the end of a file) do not count. */
const secret = z
  .string()
  .transform((text) => text.trim())
  .refine((text) => text.length > 0, { error: 'expected a value, it is empty' })
  .refine((text) => !text.includes('replace-me'), {
    error: 'expected your own value, it is the one of the example',
  });

/** Shorter than this, a secret can be guessed. `openssl rand -hex 32` makes one of 64 characters. */
const MIN_SECRET = 16;

/** Slack's kinds of tokens differ by how they begin (https://docs.slack.dev/authentication/tokens), and are easily mixed up. */
function tokenOf(prefix: string, what: string) {
  return secret.refine((token) => token === '' || token.includes('replace-me') || token.startsWith(prefix), {
    error: `expected ${what}, which begins with ${prefix}`,
  });
}

/** The environment variables with fixed names. Webhook tokens may have others, see `sources[].tokensFrom`. */
export const Secrets = z.object({
  SLACK_BOT_TOKEN: tokenOf('xoxb-', 'a bot token').describe('The bot token of the Slack app (xoxb-...).'),
  SLACK_SIGNING_SECRET: secret
    .optional()
    .describe('The signing secret of the Slack app; needed for mode http.'),
  SLACK_APP_TOKEN: tokenOf('xapp-', 'an app-level token')
    .optional()
    .describe('The app-level token of the Slack app (xapp-...); needed for mode socket.'),
  KEYTURN_CHAIN_KEY: secret
    .refine((key) => key.length >= MIN_SECRET, { error: `expected at least ${MIN_SECRET} characters` })
    .optional()
    .describe(
      "The key of the log's chain. Whoever has it can forge a log; whoever loses it can't verify one.",
    ),
  KEYTURN_CHAIN_KEYS: secret
    .optional()
    .describe(
      'Instead of it, for rotation: id:key,id:key ... The first makes new links, all verify old ones.',
    ),
  KEYTURN_WEBHOOK_TOKEN: secret.optional().describe('The bearer token of the deliveries of Alertmanager.'),
  KEYTURN_WEBHOOK_TOKENS: secret
    .optional()
    .describe('Further tokens, with commas between, for replacing one without a gap.'),
  REDIS_URL: secret
    .default('redis://127.0.0.1:6379')
    .describe(
      'redis://, rediss://, redis-sentinel:// or redis-cluster://, with user and password where needed.',
    ),
});

export type Secrets = z.output<typeof Secrets>;

/** An environment as a process has it. */
export type Env = Readonly<Record<string, string | undefined>>;

type ChainKey = { readonly id: string; readonly secret: string };

/** The chain's keys, the one that makes new links first; or the sentence that says what is wrong with them. */
export function chainKeys(
  secrets: Pick<Secrets, 'KEYTURN_CHAIN_KEY' | 'KEYTURN_CHAIN_KEYS'>,
): readonly [ChainKey, ...ChainKey[]] | string {
  const { KEYTURN_CHAIN_KEY: one, KEYTURN_CHAIN_KEYS: several } = secrets;
  const parsed = several?.split(',').map(parseChainKey) ?? [];
  const unreadable = parsed.indexOf(null) + 1;
  if (unreadable > 0) {
    return `KEYTURN_CHAIN_KEYS: number ${unreadable} is not id:key with a key of at least ${MIN_SECRET} characters.`;
  }
  const keys = parsed.filter((key) => key !== null);
  const [first, ...rest] = one === undefined ? keys : [...keys, { id: 'default', secret: one }];
  if (!first) {
    return 'KEYTURN_CHAIN_KEY is missing: it is the key of the log. `openssl rand -hex 32` makes one; keep it safe.';
  }
  const ids = [first, ...rest].map(({ id }) => id);
  if (new Set(ids).size < ids.length) return 'KEYTURN_CHAIN_KEYS: two keys have the same id.';
  return [first, ...rest];
}

/** The tokens in these variables, or the sentence that says what is wrong with them. */
export function tokensFrom(names: readonly string[], env: Env): readonly string[] | string {
  const found = names.flatMap((name) =>
    (env[name] ?? '')
      .split(',')
      .map((token) => ({ name, token: token.trim() }))
      .filter(({ token }) => token !== ''),
  );
  if (found.length === 0) return `${names.join(' or ')} is missing: without a token nobody can send alerts.`;
  const short = found.find(({ token }) => token.length < MIN_SECRET);
  if (short)
    return `${short.name} holds a token of less than ${MIN_SECRET} characters, which can be guessed.`;
  return [...new Set(found.map(({ token }) => token))];
}

function parseChainKey(text: string): ChainKey | null {
  const [, id, secretText] = /^\s*([\w.-]+):(.*\S)\s*$/.exec(text) ?? [];
  return id && secretText && secretText.length >= MIN_SECRET ? { id, secret: secretText } : null;
}
