import type { IncomingHttpHeaders } from 'node:http';

/** A request as it came in. */
export type ApiRequest = {
  method: string;
  /** Without the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** Header names and values in turn, as sent: repeated headers are only here. */
  rawHeaders: readonly string[];
  body: string;
};

/** What goes back. */
export type Answer = {
  status: number;
  headers?: Record<string, string | string[]>;
  body?: string;
};

/** An object as an answer. */
export const jsonAnswer = (object: unknown, status = 200): Answer => ({
  status,
  body: JSON.stringify(object),
});
