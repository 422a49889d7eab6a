import { expect, it } from 'vitest';
import { failureLines } from '../../src/cli/failure-lines.ts';

it('says what went wrong and, line by line, why', () => {
  const refused = new Error('connect ECONNREFUSED 10.0.0.7:6379');
  const closed = new Error('the connection is closed', { cause: refused });

  expect(failureLines(new Error('redis-unreachable', { cause: closed }))).toEqual([
    'It could not be done: redis-unreachable.',
    'Because of: the connection is closed.',
    'Because of: connect ECONNREFUSED 10.0.0.7:6379.',
  ]);
});

it('says nothing twice, and what has no words by its code', () => {
  const socket = Object.assign(new Error(''), { code: 'ETIMEDOUT' });
  const wrapped = new Error('it is away.', { cause: new Error('it is away.', { cause: socket }) });

  expect(failureLines(wrapped)).toEqual(['It could not be done: it is away.', 'Because of: ETIMEDOUT.']);
});

it('names what each address of a server said', () => {
  const both = new AggregateError(
    [new Error('connect ECONNREFUSED ::1:443'), new Error('connect ECONNREFUSED 127.0.0.1:443')],
    '',
  );

  expect(failureLines(new Error('fetch failed', { cause: both }))).toEqual([
    'It could not be done: fetch failed.',
    'Because of: connect ECONNREFUSED ::1:443.',
    'Because of: connect ECONNREFUSED 127.0.0.1:443.',
  ]);
});

it('shows no secret, and nothing that a library attached', () => {
  const cause = Object.assign(new Error('no answer of rediss://bot:pa55w0rd@redis:6379/0'), {
    command: { name: 'auth', args: ['pa55w0rd'] },
  });
  const said = failureLines(new Error('with token=xoxb-1234567890-abcdefghijkl', { cause })).join('\n');

  expect(said).toContain('redis:6379');
  expect(said).not.toMatch(/pa55w0rd|xoxb-1/);
});

it('is a few lines, each of one line, however long the chain and the texts are', () => {
  const round = new Error('round\n'.repeat(5_000));
  round.cause = round;
  let deep = new Error('0');
  for (let i = 1; i < 100; i += 1) deep = new Error(String(i), { cause: deep });

  for (const lines of [failureLines(round), failureLines(deep)]) {
    expect(lines.length).toBeLessThanOrEqual(6);
    for (const line of lines) expect(line).toMatch(/^.{1,1100}$/);
  }
});

it('what is no error is said as its text', () => {
  expect(failureLines('stopped')).toEqual(['It could not be done: stopped.']);
  expect(failureLines(new Error('it broke', { cause: 'a wire' }))[1]).toBe('Because of: a wire.');
});
