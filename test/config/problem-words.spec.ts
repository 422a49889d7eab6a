import { expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';

const env = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_SIGNING_SECRET: 'a signing secret',
  KEYTURN_CHAIN_KEY: 'a key of the chain',
  KEYTURN_WEBHOOK_TOKEN: 'token-of-alertmanager',
};

const problemsOf = (yaml: string, over: Record<string, string> = {}) => {
  const loaded = loadConfig(yaml, { ...env, ...over });
  return 'problems' in loaded ? loaded.problems : [];
};

it.each([
  ['stormy: {}', 'stormy is not a setting of Keyturn. Did you mean storm?'],
  ['http: { address: 1 }', 'http.address is not a setting of Keyturn. There are host, port.'],
  ['routes: [{ naem: a, name: a }]', 'routes[0].naem is not a setting of Keyturn. Did you mean name?'],
  ['zzzzzz: 1', 'zzzzzz is not a setting of Keyturn.'],
])('of %s, which there is not, says what was meant or what there is', (yaml, problem) => {
  expect(problemsOf(yaml)).toEqual([problem]);
});

it.each([
  ['http: { port: eighty }', 'http.port is "eighty": expected a number, such as 8080.'],
  ['channels: { template: 5 }', /^channels.template is 5: expected a text, such as "inc-/],
  ['channels: { private: 1 }', 'channels.private is 1: expected true or false.'],
  ['clusters: prod', 'clusters is "prod": expected a list, as in keyturn.example.yaml.'],
  ['storm: 5', 'storm is 5: expected settings, each by its name, as in keyturn.example.yaml.'],
  ['sources: [{ cluster: a }]', 'sources[0].name is missing: expected a text, as in keyturn.example.yaml.'],
  ['http: { port: 70000 }', 'http.port is 70000: expected at most 65535.'],
])('of %s says what kind of thing was expected, with an example', (yaml, problem) => {
  expect(problemsOf(yaml)).toEqual([typeof problem === 'string' ? problem : expect.stringMatching(problem)]);
});

it('of tokens of Slack that were mixed up says which belongs where, and shows neither', () => {
  const problems = problemsOf('', { SLACK_BOT_TOKEN: 'xapp-hunter2', SLACK_APP_TOKEN: 'xoxb-hunter2' });

  expect(problems).toEqual([
    'SLACK_BOT_TOKEN: expected a bot token, which begins with xoxb-.',
    'SLACK_APP_TOKEN: expected an app-level token, which begins with xapp-.',
  ]);
});
