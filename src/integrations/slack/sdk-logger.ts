import { type Logger, LogLevel } from '@slack/web-api';
import { redact } from '../../domain/redaction/redact.ts';
import type { Log } from '../../ports/log.ts';

/**
 * Lets the Slack SDK speak through our log: warnings and errors only, as a field, redacted and short. Its debug lines
 * hold whole request bodies and are dropped.
 */
export function createSdkLogger(log: Log): Logger {
  const said = (parts: readonly unknown[]) => ({ said: redact(parts.map(asText).join(' ')).slice(0, 500) });
  return {
    debug: () => {},
    info: () => {},
    warn: (...parts) => log.warn(said(parts), 'slack sdk warning'),
    error: (...parts) => log.error(said(parts), 'slack sdk error'),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}

function asText(part: unknown): string {
  return part instanceof Error ? `${part.name}: ${part.message}` : String(part);
}
