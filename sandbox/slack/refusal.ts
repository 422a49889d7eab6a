import type { Fields } from './model.ts';

/** What Slack answers with `ok: false`; everything that is not this is a fault of the sandbox itself. */
export class Refusal extends Error {
  readonly code: string;
  readonly details: Fields;

  constructor(code: string, details: Fields = {}) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
  }
}

/** Ends the call with Slack's error code. */
export const refuse = (code: string, details: Fields = {}): never => {
  throw new Refusal(code, details);
};
