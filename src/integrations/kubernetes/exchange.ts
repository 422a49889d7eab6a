import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { type Dispatcher, request } from 'undici';
import { ClusterFailure } from '../../ports/cluster-failure.ts';
import type { Access } from './cluster-access.ts';

/** Opened when a good answer begins; what it gives takes the chunks. An attempt that failed is opened anew. */
export type Sink = () => (chunk: Buffer) => void;

/** One request as it goes over the wire. What `open` gives takes the body of a good answer instead of `Answer.body`. */
export type Exchange = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly accept: string;
  readonly userAgent: string;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  readonly body?: string;
  /** Of the body; `application/json` unless told otherwise. */
  readonly contentType?: string;
  /** True: over a connection of its own, which ends with the answer. */
  readonly alone?: boolean;
  readonly open?: Sink;
};

/** `retryAfter` in milliseconds. `warning`: the headers of that name, as they came. */
export type Answer = {
  readonly status: number;
  readonly retryAfter: number | null;
  readonly warning: readonly string[];
  readonly body: string;
};

/** An answer larger than the bound: fewer objects at a time may fit. */
export class AnswerTooLarge extends ClusterFailure {
  constructor(bytes: number) {
    super('broken', { detail: `the answer is larger than ${Math.round(bytes / 1024 / 1024)} MiB` });
    this.name = 'AnswerTooLarge';
  }
}

/** Sends one request and takes in the answer, whatever its status. Throws what undici throws, and AnswerTooLarge. */
export async function exchange(dispatcher: Dispatcher, access: Access, exchanged: Exchange): Promise<Answer> {
  const { method, path, accept, userAgent, maxBytes, signal, body, open } = exchanged;
  const answer = await request(access.server + path, {
    dispatcher,
    method,
    signal,
    ...(exchanged.alone ? { reset: true } : {}),
    headers: {
      ...access.headers,
      accept,
      'user-agent': userAgent,
      ...(body === undefined ? {} : { 'content-type': exchanged.contentType ?? 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
  });
  const text = createText();
  const isGood = answer.statusCode >= 200 && answer.statusCode < 300;
  const keep = isGood && open ? open() : text.take;
  let bytes = 0;
  await takenIn(answer.body, (chunk) => {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new AnswerTooLarge(maxBytes);
    keep(chunk);
  });
  return {
    status: answer.statusCode,
    retryAfter: pauseOf(answer.headers['retry-after']),
    warning: [answer.headers.warning ?? []].flat(),
    body: text.whole(),
  };
}

/**
 * Gives each chunk to `take` as it comes; what that throws ends the answer. A list is some hundreds of chunks, and
 * waiting for each of them by a promise of its own takes a quarter of what receiving it does.
 */
function takenIn(body: Readable, take: (chunk: Buffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    body.on('error', reject);
    body.once('end', resolve);
    body.once('close', () => reject(new Error('the answer ended early')));
    body.on('data', (chunk: Buffer) => {
      try {
        take(chunk);
      } catch (error) {
        reject(error);
        body.destroy();
      }
    });
  });
}

/**
 * A text out of its chunks. Each is decoded as it comes: putting 5 MB of bytes together first costs a fifth of what
 * reading and parsing the page takes.
 */
function createText(): { take(chunk: Buffer): void; whole(): string } {
  const decoder = new StringDecoder('utf8');
  const parts: string[] = [];
  return {
    take: (chunk) => void parts.push(decoder.write(chunk)),
    whole: () => parts.join('') + decoder.end(),
  };
}

/** Kubernetes gives whole seconds. */
function pauseOf(header: string | string[] | undefined): number | null {
  return typeof header === 'string' && /^\d{1,5}$/.test(header) ? Number(header) * 1_000 : null;
}
