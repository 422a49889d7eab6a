import type { Log } from '../../src/ports/log.ts';

/** Notes every line: its level, its message, its fields. */
export function createFakeLogger(): Log & {
  readonly lines: readonly { readonly level: string; readonly message: string; readonly fields: object }[];
} {
  const lines: { level: string; message: string; fields: object }[] = [];
  const at = (level: string) => (fields: object, message: string) => {
    lines.push({ level, message, fields });
  };
  return { lines, info: at('info'), warn: at('warn'), error: at('error') };
}
