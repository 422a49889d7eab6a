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
    expect(readArguments(['audit', '--since=24h'])).toMatchObject({ since: '24h', json: false });
  });

  it('asks for help on all verbs or on one, wherever that stands, and for the version', () => {
    for (const argv of [['-h'], ['--help'], ['help']]) expect(readArguments(argv)).toEqual({ help: null });
    for (const argv of [
      ['serve', '-h'],
      ['help', 'serve'],
      ['serve', '--roles', 'intake', '--help'],
    ])
      expect(readArguments(argv)).toEqual({ help: 'serve' });
    for (const argv of [['--version'], ['serve', '--version']])
      expect(readArguments(argv)).toEqual({ version: true });
    expect(problemOf('help', 'surve')).toBe('There is no verb "surve". Did you mean serve?');
  });

  it('misspelt or without a value, is refused instead of starting a bot that does something else', () => {
    expect(problemOf('serve', '--rolls', 'intake')).toBe('There is no option --rolls. Did you mean --roles?');
    expect(problemOf('serve', '-p', '80')).toBe('There is no option -p.');
    expect(problemOf('serve', '--roles')).toBe('--roles wants a value behind it.');
    expect(problemOf('serve', '--config=')).toBe('--config wants a value behind it.');
    expect(problemOf('verify', 'INC-7', '--head', '--config', 'prod.yaml')).toBe(
      '--head wants a value behind it.',
    );
    expect(problemOf('audit', '--since', '--json')).toBe('--since wants a value behind it.');
    expect(problemOf('serve', '--help=yes')).toBe('--help takes no value.');
    expect(problemOf('serve', '--toString')).toBe('There is no option --toString.');
    expect(problemOf('audit', '--json=yes')).toBe('--json takes no value.');
    expect(problemOf('serve', 'prod.yaml')).toMatch(/serve takes no "prod.yaml".*--config/);
    expect(problemOf('serve', '--json')).toBe('serve has no --json; it belongs to audit.');
    expect(problemOf('check-config', '--roles', 'intake')).toBe(
      'check-config has no --roles; it belongs to serve and doctor.',
    );
    expect(problemOf('verify', 'INC-7', '--since', '24h')).toMatch(/belongs to audit/);
    expect(problemOf('verify')).toBe('Which incident?');
    expect(problemOf('verify', 'INC-7', 'INC-8')).toBe('"INC-8" is not understood here.');
    expect(problemOf('audit', 'INC-7')).toMatch(/audit takes no "INC-7"/);
    expect(problemOf('surve')).toBe('There is no verb "surve". Did you mean serve?');
    expect(problemOf()).toBe('A verb is missing: serve, check-config, doctor, verify, audit.');
  });
});
