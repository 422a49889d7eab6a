import { expect, it } from 'vitest';
import { logLevel } from '../../src/cli/log-level.ts';

it('is what LOG_LEVEL says, in whichever case, and the usual one where it says nothing', () => {
  expect(logLevel(undefined, 'info')).toEqual({ level: 'info' });
  expect(logLevel(' ', 'error')).toEqual({ level: 'error' });
  expect(logLevel('DEBUG', 'info')).toEqual({ level: 'debug' });
});

it('that there is not is said, with those that there are', () => {
  expect(logLevel('loud', 'info')).toEqual({
    problem: 'LOG_LEVEL is "loud": expected one of trace, debug, info, warn, error, fatal, silent.',
  });
});
