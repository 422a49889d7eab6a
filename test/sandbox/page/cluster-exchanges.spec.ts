import { describe, expect, it } from 'vitest';
import type { RequestRecord } from '../../../sandbox/cluster/http/request-log.ts';
import { createClusterExchanges } from '../../../sandbox/page/cluster-exchanges.ts';

function watched() {
  let tell: (record: RequestRecord) => void = () => undefined;
  let at = 1_000;
  const exchanges = createClusterExchanges(
    {
      onRequest(listener) {
        tell = listener;
        return () => undefined;
      },
    },
    () => at,
  );
  const asks = (resource: string, answer: Partial<RequestRecord> = {}) =>
    tell({
      ...{ method: 'GET', path: `/api/v1/${resource}`, verb: 'list', group: '', resource, subresource: '' },
      ...{ namespace: '', name: '', user: 'reader', status: 200, ms: 2, bytes: 10, userAgent: 'keyturn' },
      ...{ fieldManager: '', dryRun: false, ...answer },
    });
  const passes = (ms: number): void => {
    at += ms;
  };
  return { exchanges, asks, passes };
}

describe('what the bot asked the cluster', () => {
  it('is a line each: what, how long, and what came back', () => {
    const { exchanges, asks } = watched();
    asks('pods');
    asks('nodes', { status: 403 });
    asks('events', { status: 0 });

    expect(exchanges.recent()).toMatchObject([
      { to: 'cluster', what: 'GET /api/v1/pods', ms: 2, outcome: '200', isOk: true },
      { what: 'GET /api/v1/nodes', outcome: '403', isOk: false },
      { what: 'GET /api/v1/events', outcome: 'connection cut', isOk: false },
    ]);
  });

  it('is one line for a check of the identity, which is hundreds of reviews', () => {
    const { exchanges, asks } = watched();
    for (let review = 0; review < 400; review += 1) asks('selfsubjectaccessreviews', { method: 'POST' });
    asks('pods');

    expect(exchanges.recent().map(({ what }) => what)).toEqual([
      'POST access reviews, 400 of them',
      'GET /api/v1/pods',
    ]);
    expect(exchanges.pace().requests).toBe(401);
  });

  it('has the pace of the last minute only, and not more lines than are shown', () => {
    const { exchanges, asks, passes } = watched();
    for (let list = 0; list < 100; list += 1) asks('pods');
    passes(61_000);
    asks('pods', { ms: 7 });

    expect(exchanges.pace()).toEqual({ requests: 1, ms: 7 });
    expect(exchanges.recent()).toHaveLength(80);
  });
});
