import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadConfig } from '../../src/config/load-config.ts';
import { Secrets } from '../../src/config/secrets.ts';
import { Settings } from '../../src/config/settings.ts';
import { MINUTE, SECOND } from '../../src/domain/instant.ts';
import { policyFor } from '../../src/domain/routing.ts';

const env = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_SIGNING_SECRET: 'a signing secret',
  KEYTURN_CHAIN_KEY: 'a key of the chain',
  KEYTURN_WEBHOOK_TOKEN: 'token-of-alertmanager',
};

function configOf(yaml: string, environment: Record<string, string | undefined> = env) {
  const loaded = loadConfig(yaml, environment);
  if ('problems' in loaded) throw new Error(loaded.problems.join('\n'));
  return loaded.config;
}

function problemsOf(yaml: string, environment: Record<string, string | undefined> = env) {
  const loaded = loadConfig(yaml, environment);
  return 'problems' in loaded ? loaded.problems : [];
}

describe('an empty file', () => {
  it('works', () => {
    const config = configOf('');

    expect(config).toMatchObject({
      http: { host: '0.0.0.0', port: 8080 },
      redis: { url: 'redis://127.0.0.1:6379', prefix: '{keyturn}' },
      announcements: 'incidents',
      marking: { emojis: ['pushpin'] },
    });
    expect(config.alerts).toMatchObject({
      correlation: null,
      storm: { moreThan: 10, within: 5 * MINUTE },
      reopenWithin: 30 * MINUTE,
      watchdogs: [],
    });
    expect(config.alerts.sources.get('default')).toMatchObject({ holdFor: 60 * SECOND, cluster: null });
    expect(config.sources).toMatchObject([
      { name: 'default', tokens: ['token-of-alertmanager'], bodyLimit: 10_000_000, alertmanager: null },
    ]);
    expect(config.defaultPolicy).toMatchObject({
      outcome: 'open',
      roles: ['commander', 'operations', 'communications', 'scribe'],
      acceptWithin: 5 * MINUTE,
      staleAfter: 250 * MINUTE,
    });
  });

  it('opens for critical alerts, asks for warnings, and drops nothing that is unclassified', () => {
    const { routing } = configOf('# nothing\n').alerts;
    const outcome = (severity?: string) => policyFor(severity ? { severity } : {}, routing, null).outcome;

    expect([outcome('critical'), outcome('warning'), outcome('info'), outcome()]).toEqual([
      'open',
      'triage',
      'ignore',
      'triage',
    ]);
  });
});

describe('the example', () => {
  const text = readFileSync(join(import.meta.dirname, '../../keyturn.example.yaml'), 'utf8');

  it('is a configuration', () => {
    expect(configOf(text, env).alerts.watchdogs).toHaveLength(1);
  });

  it('names every setting', () => {
    const names = settingNames(z.toJSONSchema(Settings, { io: 'input', unrepresentable: 'any' }));

    expect(names.size).toBeGreaterThan(50);
    expect([...names].filter((name) => !new RegExp(`(^|[\\s{,])${name}:`, 'm').test(text))).toEqual([]);
  });

  it('states the defaults', () => {
    const given = Settings.parse({});
    const { severity, storm, marking, channels, http, roles, labels } = parse(text);

    expect(given).toMatchObject({ severity, marking, channels, http, roles, labels });
    expect(storm).toEqual({ moreThan: 10, within: '5m' });
  });
});

describe('the example of the environment', () => {
  it('names every variable, and no other', () => {
    const text = readFileSync(join(import.meta.dirname, '../../.env.example'), 'utf8');
    const named = [...text.matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name);

    expect(named.sort()).toEqual(Object.keys(Secrets.shape).sort());
  });
});

describe('a problem', () => {
  it.each([
    ['storm: { moreThan: lots }', 'storm.moreThan is "lots": expected a number, such as 10.'],
    [
      'reopenWithin: 30',
      'reopenWithin is 30: expected a time span with its unit, such as 90s, 30m or 4h10m.',
    ],
    ['reopenWithin: 0s', 'reopenWithin is "0s": expected more than nothing and at most a year.'],
    ['stormy: {}', 'stormy is not a setting of Keyturn. Did you mean storm?'],
    [
      'sources: [{ name: a, tokenFrom: [X] }]',
      'sources[0].tokenFrom is not a setting of Keyturn. Did you mean tokensFrom?',
    ],
    [
      'severity: { values: { critical: sev0 } }',
      'severity.values.critical is "sev0": expected sev1, sev2, sev3 or sev4.',
    ],
    [
      'sources: [{ name: a, bodyLimit: 12 }]',
      'sources[0].bodyLimit is 12: expected a size with its unit, such as 500kB or 10MB.',
    ],
    [
      'routes: [{ name: a, match: [{ label: x, equal: 5 }] }]',
      'routes[0].match[0].equal is 5: expected a text; put a number or true in quotes.',
    ],
    [
      'routes: [{ name: a, match: [{ label: x, equal: y, absent: true }] }]',
      'routes[0].match[0] is {"label":"x","equal":"y","absent":true}: expected exactly one of equal, notEqual, regex, notRegex, present, absent; there are 2.',
    ],
    [
      'rosters: { captain: { users: [U1] } }',
      'rosters.captain is for no role: expected one of commander, operations, communications, scribe.',
    ],
    ['routes: [{ name: a }, { name: a }]', 'routes[1] has the name a of another: expected each once.'],
    [
      'channels: { template: "inc-{nummer}" }',
      'channels.template is "inc-{nummer}": expected one of {number}, {severity}, {cluster}, {namespace}, {service}, {team}, {title}, {date} instead of {nummer}.',
    ],
    [
      'redis: { prefix: keyturn }',
      'redis.prefix is "keyturn": expected a prefix that begins with a name in braces, such as {keyturn}.',
    ],
    ['- a', 'the file is ["a"]: expected settings, each by its name, as in keyturn.example.yaml.'],
  ])('in %s is named with its path, its value and what was expected', (yaml, problem) => {
    expect(problemsOf(yaml)).toEqual([problem]);
  });

  it('with a regular expression is found when the file is read, not when an alert comes', () => {
    const [problem] = problemsOf("routes: [{ name: a, match: [{ label: x, regex: '(' }] }]");

    expect(problem).toMatch(
      /^routes\[0\]\.match\[0\]\.regex is "\(": expected a regular expression of RE2: /,
    );
  });

  it('with the YAML itself says where', () => {
    expect(problemsOf('storm:\n  moreThan: 1\n moreThan: 2')[0]).toMatch(/^The file is not YAML: .*line \d/);
  });

  it.each([
    [{ SLACK_BOT_TOKEN: undefined }, /^SLACK_BOT_TOKEN is missing/],
    [{ SLACK_SIGNING_SECRET: ' ' }, /^SLACK_SIGNING_SECRET is missing/],
    [{ KEYTURN_CHAIN_KEY: undefined }, /^KEYTURN_CHAIN_KEY is missing/],
    [{ KEYTURN_CHAIN_KEY: 'secret' }, /^KEYTURN_CHAIN_KEY: expected at least 16 characters/],
    [{ KEYTURN_CHAIN_KEYS: 'nonsense' }, /^KEYTURN_CHAIN_KEYS: number 1 is not id:key/],
    [{ KEYTURN_WEBHOOK_TOKEN: '' }, /^KEYTURN_WEBHOOK_TOKEN or KEYTURN_WEBHOOK_TOKENS is missing/],
    [{ KEYTURN_WEBHOOK_TOKEN: 'secret' }, /^KEYTURN_WEBHOOK_TOKEN holds a token of less than 16/],
  ])('with the environment %j names the variable and never shows a value', (change, expected) => {
    const problems = problemsOf('', { ...env, ...change });

    expect(problems).toEqual([expect.stringMatching(expected)]);
    expect(problems.join()).not.toMatch(/nonsense|\bsecret\b(?! of)/);
  });

  it('with the file does not hide the problems with the environment', () => {
    expect(problemsOf('storm: 1', { ...env, SLACK_BOT_TOKEN: '' })).toHaveLength(2);
  });
});

describe('tokens and keys', () => {
  it('may be several, so that one is replaced without a gap', () => {
    const config = configOf('', {
      ...env,
      KEYTURN_WEBHOOK_TOKENS: ' next-token-of-alertmanager ,one-more-token-of-it\n',
      KEYTURN_CHAIN_KEYS: '2027:the next key of all',
    });

    expect(config.sources[0]?.tokens).toEqual([
      'token-of-alertmanager',
      'next-token-of-alertmanager',
      'one-more-token-of-it',
    ]);
    expect(config.chainKeys.map(({ id }) => id)).toEqual(['2027', 'default']);
  });

  it('of two sources must differ, because they say who sends', () => {
    const yaml = 'sources: [{ name: eu, tokensFrom: [A_TOKEN] }, { name: us, tokensFrom: [B_TOKEN] }]';
    const tokens = { A_TOKEN: 'token-of-all-of-them', B_TOKEN: 'token-of-all-of-them' };

    expect(problemsOf(yaml, { ...env, ...tokens })).toEqual([
      'The sources eu and us share a token, so their deliveries look the same.',
    ]);
  });

  it('of Slack choose the mode where it is left out', () => {
    expect(configOf('').slack.delivery).toEqual({ mode: 'http', signingSecret: 'a signing secret' });
    expect(configOf('', { ...env, SLACK_APP_TOKEN: 'xapp-1' }).slack.delivery.mode).toBe('socket');
    expect(configOf('slack: { mode: http }', { ...env, SLACK_APP_TOKEN: 'xapp-1' }).slack.delivery.mode).toBe(
      'http',
    );
  });
});

describe('conditions on labels', () => {
  const matches = (condition: string, labels: Record<string, string>) => {
    const { routing } = configOf(`routes: [{ name: hit, match: [{ label: ns, ${condition} }] }]`).alerts;
    return policyFor(labels, routing, null).route === 'hit';
  };

  it.each([
    ["regex: 'pay|payments'", { ns: 'payments' }, true],
    ["regex: 'pay'", { ns: 'payments' }, false],
    ["regex: '.*'", {}, true],
    ["regex: '.+'", {}, false],
    ["notRegex: 'pay.*'", { ns: 'payments' }, false],
    ["notRegex: 'pay.*'", { ns: 'search' }, true],
    ['equal: payments', { ns: 'Payments' }, false],
    ["equal: ''", {}, true],
    ['notEqual: payments', {}, true],
    ['present: true', { ns: '' }, false],
    ['present: true', { ns: 'x' }, true],
    ['absent: true', { ns: '' }, true],
  ])('%s on %j: %s', (condition, labels, expected) => {
    expect(matches(condition, labels)).toBe(expected);
  });

  it('can not be made slow by the text of an alert', () => {
    const started = performance.now();

    matches("regex: '(a+)+b'", { ns: 'a'.repeat(5_000) });

    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('whatever is in the file', () => {
  it('is a configuration or a list of sentences, never an exception', async () => {
    const anything = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .dictionary(fc.constantFrom(...Object.keys(Settings.shape), '__proto__'), fc.jsonValue())
        .map((o) => JSON.stringify(o)),
    );

    await fc.assert(
      fc.property(anything, (text) => {
        const loaded = loadConfig(text, env);
        if ('config' in loaded) return;
        expect(loaded.problems.length).toBeGreaterThan(0);
        for (const problem of loaded.problems) expect(problem).toMatch(/\S+ .*[.\])}…]/s);
      }),
    );
  });
});

function settingNames(schema: unknown, names = new Set<string>()): Set<string> {
  if (typeof schema !== 'object' || schema === null) return names;
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'properties') for (const name of Object.keys(value)) names.add(name);
    settingNames(value, names);
  }
  return names;
}
