import type { DeliveryResult } from '../slack/delivery/carrier.ts';
import type { ApiCallRecord } from '../slack/http/call-log.ts';
import type { SandboxSlack } from '../slack/sandbox-slack.ts';
import type { ClusterExchanges } from './cluster-exchanges.ts';

/** One request between bot and Slack, or of the bot to the cluster, in one line. */
export type ExchangeLine = {
  readonly id: string;
  readonly from: 'bot' | 'slack';
  /** Slack when left out, for what the bot sends. */
  readonly to?: 'cluster';
  /** The method, or what Slack sent: a command, a kind of interaction, a type of event. */
  readonly what: string;
  readonly at: number;
  /** Nothing while no answer is there. */
  readonly ms?: number | undefined;
  /** `ok`, Slack's error, a status, or why there is no answer. */
  readonly outcome: string;
  readonly isOk: boolean;
  readonly fault?: string | undefined;
  /** Calls of this method that were left in this minute afterwards. */
  readonly left?: number | undefined;
};

/** The same with what was sent and what was answered. */
export type Exchange = ExchangeLine & { readonly request: unknown; readonly answer: unknown };

export type ExchangeLog = {
  /** The last ones, newest first. */
  latest(): ExchangeLine[];
  one(id: string): Exchange | undefined;
};

const SHOWN = 80;

type Watched = Pick<SandboxSlack, 'calls' | 'interactions' | 'events' | 'budgetLeft' | 'on'>;

/** Reads the workspace's logs of both directions as one, with what the bot asked the cluster, if there is one. */
export function createExchangeLog(slack: Watched, cluster?: Pick<ClusterExchanges, 'recent'>): ExchangeLog {
  const leftAfter = new WeakMap<ApiCallRecord, number>();
  slack.on('call', (record) => leftAfter.set(record, slack.budgetLeft(record.method)));

  const recent = (): Exchange[] => [
    ...(cluster?.recent() ?? []),
    ...slack.calls.slice(-SHOWN).map((record) => ofCall(record, leftAfter.get(record))),
    ...tail(slack.interactions).map(({ item, index }): Exchange => {
      const action = (item.body.actions as { action_id?: string }[] | undefined)?.[0]?.action_id;
      const what = [item.type, action].filter(Boolean).join(' ');
      const head = { id: `interaction-${index}`, from: 'slack', what, at: item.at } as const;
      return { ...head, ...ofDelivery(item.result), request: item.body };
    }),
    ...tail(slack.events.sent).map(({ item, index }): Exchange => {
      const { event, envelope, attempts } = item;
      const last = attempts.at(-1);
      const what = [event.type, event.subtype].filter(Boolean).join('/');
      const at = Number(event.event_ts) * 1000 || Number(envelope.event_time) * 1000;
      const head = { id: `event-${index}`, from: 'slack', what, at } as const;
      const result = last?.outcome === 'under way' ? undefined : last;
      return { ...head, ...ofDelivery(result, attempts.length), request: envelope };
    }),
  ];
  return {
    latest: () =>
      recent()
        .sort((a, b) => b.at - a.at)
        .slice(0, SHOWN)
        .map(({ request: _request, answer: _answer, ...line }) => line),
    one: (id) => recent().find((exchange) => exchange.id === id),
  };
}

function tail<T>(all: readonly T[]): { item: T; index: number }[] {
  const first = Math.max(0, all.length - SHOWN);
  return all.slice(first).map((item, offset) => ({ item, index: first + offset }));
}

function ofCall(record: ApiCallRecord, left: number | undefined): Exchange {
  const { id, method, args, at, ms, status, answer, fault } = record;
  const isOk = answer?.ok === true;
  const head = { id: `call-${id}`, from: 'bot', what: method, at, ms, fault, left } as const;
  return { ...head, outcome: outcomeOfCall(record), isOk, request: args, answer: answer ?? { status } };
}

function outcomeOfCall({ ms, status, answer }: ApiCallRecord): string {
  if (ms === undefined) return 'under way';
  if (answer === undefined) return 'connection cut';
  if (answer.ok === true) return 'ok';
  return status === 200 ? String(answer.error) : String(status);
}

function ofDelivery(
  result: DeliveryResult | undefined,
  attempts = 1,
): Pick<Exchange, 'ms' | 'outcome' | 'isOk' | 'answer'> {
  if (result === undefined) return { outcome: 'under way', isOk: true, answer: null };
  const isOk = result.outcome === 'acked';
  const word = result.outcome === 'http_error' ? String(result.status) : result.outcome.replace('_', ' ');
  const outcome = (isOk ? 'ok' : word) + (attempts > 1 ? `, ${attempts} tries` : '');
  return { ms: result.ms, outcome, isOk, answer: result };
}
