import { describe, expect, it } from 'vitest';
import { readArguments } from '../../src/cli/read-arguments.ts';

const problemOf = (...argv: string[]) => {
  const read = readArguments(argv);
  return typeof read === 'object' && 'problem' in read ? read.problem : read;
};

describe('the command line', () => {
  it('names a verb, with its options', () => {
    expect(readArguments(['serve', '--config', 'prod.yaml', '--roles', 'intake'])).toEqual({
      verb: 'serve',
      rest: [],
      config: 'prod.yaml',
      head: null,
      roles: 'intake',
      since: null,
      incident: null,
      json: false,
    });
    expect(readArguments(['verify', 'INC-42', '--head', 'abc'])).toMatchObject({
      rest: ['INC-42'],
      head: 'abc',
    });
    expect(readArguments(['audit', '--since', '24h', '--incident', 'INC-7', '--json'])).toMatchObject({
      since: '24h',
      incident: 'INC-7',
      json: true,
    });
    expect(readArguments(['-h'])).toBe('help');
  });

  it('misspelt or without a value, is refused instead of starting a bot that does something else', () => {
    expect(problemOf('serve', '--rolls', 'intake')).toMatch(/--rolls/);
    expect(problemOf('serve', '--roles')).toMatch(/--roles/);
    expect(problemOf('serve', '--config')).toMatch(/--config/);
    expect(problemOf('serve', 'prod.yaml')).toMatch(/serve takes no "prod.yaml".*--config/);
    expect(problemOf('serve', '--json')).toMatch(/belong to audit/);
    expect(problemOf('verify', 'INC-7', '--since', '24h')).toMatch(/belong to audit/);
    expect(problemOf('audit', 'INC-7')).toMatch(/audit takes no "INC-7"/);
    expect(problemOf('surve')).toBe('There is no verb "surve".');
    expect(problemOf()).toBe('A verb is missing: serve, check-config, doctor, verify, audit.');
  });
});
