import { type DestinationStream, pino } from 'pino';
import type { Log } from '../../ports/log.ts';
import { errorFields } from './error-fields.ts';

/** Names under which a secret could stand in a field, should one ever be logged by mistake. */
const SECRETS = ['token', '*.token', 'authorization', '*.authorization', 'headers', '*.headers'];

/** The process log: JSON lines on standard output, or where `to` says. `level`: pino's names. */
export function createLogger(level: string, to: DestinationStream = pino.destination(1)): Log {
  return pino(
    {
      level,
      base: null,
      redact: { paths: SECRETS, censor: '[redacted]' },
      serializers: { error: errorFields },
    },
    to,
  );
}
