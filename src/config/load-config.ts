import { parseDocument } from 'yaml';
import type { AlertRules } from '../domain/alert-rules.ts';
import type { Policy } from '../domain/policy.ts';
import type { GateRules } from '../domain/proposal/gate-rules.ts';
import type { AskRule } from '../domain/query/ask-rule.ts';
import { policyWithoutAlert } from '../domain/routing.ts';
import { alertRules } from './alert-settings.ts';
import { type ClusterConfig, clusterConfig } from './clusters.ts';
import { crossProblems } from './cross-problems.ts';
import { type ChangeableCluster, changeableClusters, gateRules } from './gate-settings.ts';
import { type PostmortemConfig, postmortemConfig } from './postmortem-settings.ts';
import { problemsOf } from './problem-words.ts';
import { chainKeys, type Env, Secrets, tokensFrom } from './secrets.ts';
import { settingRows } from './setting-rows.ts';
import { Settings } from './settings.ts';

/** Who may send deliveries, and how to ask it back. `tokens` are its bearer tokens; times in milliseconds. */
export type Source = {
  readonly name: string;
  readonly tokens: readonly string[];
  readonly bodyLimit: number;
  readonly alertmanager: {
    readonly url: string;
    readonly timeout: number;
    readonly token: string | null;
    readonly unheardAfter: number;
  } | null;
};

/** Everything that is configured, in the shapes that the parts of the bot take. */
export type Config = {
  readonly http: { readonly host: string; readonly port: number };
  readonly redis: { readonly url: string; readonly prefix: string };
  readonly slack: {
    readonly apiUrl: string;
    readonly botToken: string;
    readonly delivery:
      | { readonly mode: 'http'; readonly signingSecret: string }
      | { readonly mode: 'socket'; readonly appToken: string };
  };
  /** The name or the id of the channel where incidents are announced and triaged. */
  readonly announcements: string;
  readonly marking: { readonly emojis: readonly string[]; readonly saved: string };
  readonly postmortem: PostmortemConfig;
  readonly chainKeys: ReturnType<typeof chainKeys> & object;
  readonly sources: readonly Source[];
  readonly alerts: AlertRules;
  readonly clusters: readonly ClusterConfig[];
  /** Who may ask them; without rules everybody. */
  readonly askRules: readonly AskRule[];
  /** What may be changed, and who decides it; null: no change is offered anywhere. */
  readonly gate: GateRules | null;
  /** The clusters that may be changed, each with its identity for writing. */
  readonly changeable: readonly ChangeableCluster[];
  /** What holds for an incident that a person declares. */
  readonly defaultPolicy: Policy;
};

/** The configuration, or every problem with it, each in a sentence without any secret in it. */
export type Loaded = { readonly config: Config } | { readonly problems: readonly string[] };

/** Reads keyturn.yaml (an empty text is fine) with the secrets from an environment that is passed in. */
export function loadConfig(yamlText: string, env: Env): Loaded {
  const settings = readSettings(yamlText);
  const secrets = readSecrets(env);
  const problems = [
    ...('problems' in settings ? settings.problems : []),
    ...('problems' in secrets ? secrets.problems : []),
  ];
  if ('problems' in settings || 'problems' in secrets) {
    // Whoever sets it up wants to know of everything that is missing, not of one thing after the other.
    const sources = 'settings' in settings ? settings.settings.sources : [];
    const more = 'problems' in secrets ? missingBesides(secrets.problems, env, sources) : [];
    return { problems: [...problems, ...more] };
  }
  return assemble(settings.settings, secrets.secrets, env);
}

function readSettings(
  yamlText: string,
): { readonly settings: Settings } | { readonly problems: readonly string[] } {
  const document = parseDocument(yamlText);
  if (document.errors.length > 0) {
    return { problems: document.errors.map(({ message }) => `The file is not YAML: ${firstLine(message)}`) };
  }
  let input: unknown;
  try {
    input = document.toJS() ?? {};
  } catch (error) {
    return { problems: [`The file can't be read: ${error instanceof Error ? error.message : error}`] };
  }
  const parsed = Settings.safeParse(input);
  if (!parsed.success) return { problems: problemsOf(parsed.error, input, settingRows(Settings)) };
  const problems = crossProblems(parsed.data);
  return problems.length > 0 ? { problems } : { settings: parsed.data };
}

function readSecrets(env: Env): { readonly secrets: Secrets } | { readonly problems: readonly string[] } {
  // An empty variable is as good as none: that is how a shell and a container unset one.
  const given = Object.fromEntries(
    Object.keys(Secrets.shape)
      .map((name) => [name, env[name]] as const)
      .filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = Secrets.safeParse(given);
  if (parsed.success) return { secrets: parsed.data };
  return {
    problems: parsed.error.issues.map(({ path, code, message }) => {
      const name = String(path[0]);
      return code === 'invalid_type' ? `${name} is missing. ${meaningOf(name)}` : `${name}: ${message}.`;
    }),
  };
}

function missingBesides(
  problems: readonly string[],
  env: Env,
  sources: Settings['sources'],
): readonly string[] {
  const told = (name: string): boolean => problems.some((problem) => problem.startsWith(name));
  const { KEYTURN_CHAIN_KEY, KEYTURN_CHAIN_KEYS } = env;
  const keys = chainKeys({
    ...(KEYTURN_CHAIN_KEY ? { KEYTURN_CHAIN_KEY } : {}),
    ...(KEYTURN_CHAIN_KEYS ? { KEYTURN_CHAIN_KEYS } : {}),
  });
  const reached = env.SLACK_APP_TOKEN || env.SLACK_SIGNING_SECRET;
  return [
    ...(typeof keys === 'string' && !told('KEYTURN_CHAIN_KEY') ? [keys] : []),
    ...(reached ? [] : [unreached()]),
    ...sources.flatMap(({ tokensFrom: names }) => {
      const tokens = tokensFrom(names, env);
      return typeof tokens === 'string' && !names.some(told) ? [tokens] : [];
    }),
  ];
}

function assemble(settings: Settings, secrets: Secrets, env: Env): Loaded {
  const problems: string[] = [];
  const or = <T extends object>(value: T | string): T | undefined => {
    if (typeof value !== 'string') return value;
    problems.push(value);
    return undefined;
  };
  const keys = or(chainKeys(secrets));
  const delivery = or(slackDelivery(settings, secrets));
  const sources = settings.sources.flatMap(
    ({ name, tokensFrom: names, bodyLimit, alertmanager }): Source[] => {
      const tokens = or(tokensFrom(names, env));
      const asked = alertmanager ? or(apiOf(alertmanager, env)) : null;
      return tokens && asked !== undefined ? [{ name, tokens, bodyLimit, alertmanager: asked }] : [];
    },
  );
  problems.push(...sharedTokens(sources));
  if (!keys || !delivery || problems.length > 0) return { problems };
  const alerts = alertRules(settings);
  return {
    config: {
      http: settings.http,
      redis: { url: secrets.REDIS_URL, prefix: settings.redis.prefix },
      slack: { apiUrl: settings.slack.apiUrl, botToken: secrets.SLACK_BOT_TOKEN, delivery },
      announcements: settings.channels.announcements,
      marking: settings.marking,
      postmortem: postmortemConfig(settings.postmortem),
      chainKeys: keys,
      sources,
      alerts,
      clusters: settings.clusters.map(clusterConfig),
      askRules: settings.ask.map(({ groups, namespaces = null }) => ({ groups, namespaces })),
      gate: gateRules(settings.actions),
      changeable: changeableClusters(settings.actions),
      defaultPolicy: policyWithoutAlert(alerts.routing, 'sev3'),
    },
  };
}

function slackDelivery(settings: Settings, secrets: Secrets): Config['slack']['delivery'] | string {
  const mode = settings.slack.mode ?? (secrets.SLACK_APP_TOKEN ? 'socket' : 'http');
  if (mode === 'socket') {
    const appToken = secrets.SLACK_APP_TOKEN;
    return appToken ? { mode, appToken } : `SLACK_APP_TOKEN is missing. ${meaningOf('SLACK_APP_TOKEN')}`;
  }
  const signingSecret = secrets.SLACK_SIGNING_SECRET;
  if (signingSecret) return { mode, signingSecret };
  return unreached();
}

function unreached(): string {
  return `SLACK_SIGNING_SECRET is missing. ${meaningOf('SLACK_SIGNING_SECRET')} Or set SLACK_APP_TOKEN (xapp-...) in its place, for mode socket.`;
}

type Api = NonNullable<Settings['sources'][number]['alertmanager']>;

function apiOf(
  { url, timeout, tokenFrom, unheardAfter }: Api,
  env: Env,
): NonNullable<Source['alertmanager']> | string {
  const token = tokenFrom === undefined ? null : env[tokenFrom]?.trim();
  if (token === undefined || token === '') return `${tokenFrom} is missing: it holds the token for ${url}.`;
  return { url: url.replace(/\/+$/, ''), timeout, token, unheardAfter };
}

/** The token says who sends, so two senders can't share one. */
function sharedTokens(sources: readonly Source[]): readonly string[] {
  const owners = new Map<string, string>();
  const problems: string[] = [];
  for (const { name, tokens } of sources) {
    for (const token of tokens) {
      const owner = owners.get(token);
      if (owner)
        problems.push(`The sources ${owner} and ${name} share a token, so their deliveries look the same.`);
      owners.set(token, name);
    }
  }
  return problems;
}

function meaningOf(name: string): string {
  return Secrets.shape[name as keyof typeof Secrets.shape].description ?? '';
}

function firstLine(text: string): string {
  return (text.split('\n', 1)[0] ?? text).replace(/:?$/, '.');
}
