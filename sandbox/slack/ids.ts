import { randomBytes } from 'node:crypto';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

export type Ids = {
  /** A Slack id such as C0A1B2C3D4E: the prefix and ten letters or digits. */
  next(prefix: string): string;
  /** A message timestamp that no other message of the workspace has, never before an earlier one. */
  ts(): string;
  /** A number that grows by one. */
  count(): number;
  /** Random hexadecimal digits. */
  hex(bytes: number): string;
};

/** Makes the ids of one workspace; the timestamps follow its clock. */
export const createIds = (clock: () => number): Ids => {
  let lastMicros = 0;
  let counter = 0;
  return {
    next(prefix) {
      const tail = [...randomBytes(10)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
      return `${prefix}${tail}`;
    },
    ts() {
      lastMicros = Math.max(Math.floor(clock()) * 1000, lastMicros + 1);
      const micros = String(lastMicros % 1_000_000).padStart(6, '0');
      return `${Math.floor(lastMicros / 1_000_000)}.${micros}`;
    },
    count: () => ++counter,
    hex: (bytes) => randomBytes(bytes).toString('hex'),
  };
};
