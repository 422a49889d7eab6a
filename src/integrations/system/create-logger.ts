import { pino } from 'pino';
import type { Log } from '../../ports/log.ts';

/** Where secrets could hide in what libraries log. */
const SECRETS = [
  'token',
  '*.token',
  '*.*.token',
  'authorization',
  '*.authorization',
  '*.headers.authorization',
  '*.headers.Authorization',
  'error.original.config',
  'error.request',
];

/** The process log: JSON lines on standard output. `level`: pino's names. */
export function createLogger(level: string): Log {
  return pino({
    level,
    base: null,
    redact: { paths: SECRETS, censor: '[redacted]' },
    serializers: { error: pino.stdSerializers.err },
  });
}
