import type { Fields } from '../model.ts';

export type ApiCallRecord = {
  readonly id: number;
  readonly method: string;
  /** The arguments without the token. */
  readonly args: Fields;
  readonly at: number;
  /** Which TCP connection, counted from one. */
  readonly connection: number;
  ms: number | undefined;
  status: number | undefined;
  /** What was answered; without an answer (connection cut) nothing. */
  answer: Fields | undefined;
  /** The kind of fault that was injected. */
  fault: string | undefined;
};
