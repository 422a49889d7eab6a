/** What is logged of an error. */
export type ErrorFields = {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  readonly reason?: string;
  readonly code?: string;
  readonly cause?: unknown;
};

/** A chain of causes longer than this is a circle. */
const DEEPEST = 5;

/** The text of a body that could not be read may be in a message. */
const LONGEST = 1_000;

/**
 * An error as the log shows it: these fields and no others, for errors of libraries carry what they were about. One of
 * ioredis has the whole command with its arguments (the password of AUTH, an incident's texts), one of the Slack SDK the
 * headers and the body of the answer. What is no error is logged as its text.
 */
export function errorFields(error: unknown, depth = 0): ErrorFields | string {
  if (!(error instanceof Error)) return short(String(error));
  return {
    type: error.name,
    message: short(error.message),
    ...(error.stack ? { stack: short(framesOf(error)) } : {}),
    ...textOf(error, 'reason'),
    ...textOf(error, 'code'),
    ...(error.cause === undefined || depth >= DEEPEST ? {} : { cause: errorFields(error.cause, depth + 1) }),
  };
}

/** Where it happened, without the message, which stands in a field of its own. */
function framesOf({ stack = '' }: Error): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}

function textOf<Name extends 'reason' | 'code'>(error: Error, name: Name): { [key in Name]?: string } {
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? ({ [name]: short(value) } as { [key in Name]?: string }) : {};
}

function short(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}
