import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { createArguments } from '../arguments.ts';
import type { Fault, Faults } from '../faults.ts';
import type { ApiMethod, ApiMethods } from '../methods/method.ts';
import type { Fields } from '../model.ts';
import type { RateLimits } from '../rate-limits.ts';
import { Refusal, refuse } from '../refusal.ts';
import { checkScopes } from '../scopes.ts';
import { findChannel, findDirectMessage, type World } from '../world.ts';
import type { ApiCallRecord } from './call-log.ts';
import { readBody, readFields } from './request-body.ts';

export type WebApiDeps = {
  readonly world: World;
  readonly methods: ApiMethods;
  readonly faults: Faults;
  readonly rateLimits: RateLimits;
  readonly tokens: { readonly bot: string; readonly app: string };
  readonly latencyMs: () => number;
  /** Resolves when the events sent so far have been delivered once. */
  readonly eventsDelivered: () => Promise<void>;
  readonly newRecord: (method: string, args: Fields, request: IncomingMessage) => ApiCallRecord;
  readonly finished: (record: ApiCallRecord) => void;
};

type Reply = { status: number; body: Fields | string; headers?: Record<string, string> };

const tokenOf = (request: IncomingMessage, fields: Fields): string => {
  const header = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '');
  return header?.[1] ?? String(fields.token ?? '');
};

const checkToken = (deps: WebApiDeps, method: ApiMethod, token: string): void => {
  if (token === '') refuse('not_authed');
  if (token !== deps.tokens.bot && token !== deps.tokens.app) refuse('invalid_auth');
  if ((token === deps.tokens.app) !== (method.appToken ?? false)) refuse('not_allowed_token_type');
};

/** One conversation has one budget, whether it was named by id, by name, or by the person. */
const conversationOf = (world: World, named: string): string =>
  (findChannel(world, named) ?? findDirectMessage(world, world.app.botUserId, named))?.id ?? named;

const tooMany = (retryAfter: number): Reply => ({
  status: 429,
  headers: { 'retry-after': String(retryAfter) },
  body: { ok: false, error: 'ratelimited' },
});

const refusalReply = (error: unknown): Reply => {
  if (!(error instanceof Refusal)) throw error;
  return { status: 200, body: { ok: false, error: error.code, ...error.details } };
};

const answer = async (deps: WebApiDeps, name: string, fields: Fields, token: string): Promise<Reply> => {
  try {
    const method = deps.methods[name];
    if (!method) return { status: 200, body: { ok: false, error: 'unknown_method', req_method: name } };
    if (name !== 'api.test') checkToken(deps, method, token);
    checkScopes(deps.world, method.scopes, fields);
    const wait = deps.rateLimits.take(name, conversationOf(deps.world, String(fields.channel ?? '')));
    if (wait !== undefined) return tooMany(wait);
    const result = await method.run({ world: deps.world, args: createArguments(fields) });
    return { status: 200, body: { ok: true, ...result } };
  } catch (error) {
    return refusalReply(error);
  }
};

const beforeEffect = async (fault: Fault | undefined): Promise<Reply | 'cut' | undefined> => {
  if (fault?.kind === '429') return tooMany(fault.retryAfter);
  if (fault?.kind === '5xx') return { status: fault.status ?? 503, body: 'upstream connect error' };
  if (fault?.kind === 'error')
    return { status: 200, body: { ok: false, error: fault.error, ...fault.details } };
  if (fault?.kind === 'reset') return 'cut';
  if (fault?.kind === 'delay') await pause(fault.ms);
  return undefined;
};

const send = (deps: WebApiDeps, response: ServerResponse, reply: Reply): void => {
  const scopes = deps.world.grantedScopes();
  const isText = typeof reply.body === 'string';
  response.writeHead(reply.status, {
    'content-type': isText ? 'text/plain' : 'application/json; charset=utf-8',
    ...(scopes !== 'all' && { 'x-oauth-scopes': [...scopes].join(',') }),
    'x-slack-req-id': deps.world.ids.hex(16),
    ...reply.headers,
  });
  response.end(isText ? reply.body : JSON.stringify(reply.body));
};

/** Answers one request to /api/<method>, with the faults that were asked for. */
export const handleApiRequest = async (
  deps: WebApiDeps,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> => {
  const started = performance.now();
  const fields = await readFields(request, url, await readBody(request));
  if (fields === 'unreadable')
    return send(deps, response, { status: 200, body: { ok: false, error: 'invalid_json' } });
  const token = tokenOf(request, fields);
  const { token: _token, ...shown } = fields;
  const record = deps.newRecord(name, shown, request);
  const finish = (reply: Reply | 'cut'): void => {
    record.ms = performance.now() - started;
    if (reply === 'cut') request.socket.destroy();
    else {
      record.status = reply.status;
      record.answer = typeof reply.body === 'string' ? { text: reply.body } : structuredClone(reply.body);
      send(deps, response, reply);
    }
    deps.finished(record);
  };

  const fault = deps.faults.take(name);
  record.fault = fault?.kind;
  const early = await beforeEffect(fault);
  if (early) return finish(early);
  const reply = await answer(deps, name, shown, token);
  if (fault?.kind === 'hook') await fault.run({ method: name, args: shown });
  if (fault?.kind === 'lost-reply') {
    await deps.eventsDelivered();
    return finish('cut');
  }
  if (deps.latencyMs() > 0) await pause(deps.latencyMs());
  finish(reply);
};
