import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { createClusterAccess } from '../../../src/integrations/kubernetes/cluster-access.ts';
import {
  createRehearsal,
  type OpenRehearsal,
} from '../../../src/integrations/kubernetes/create-rehearsal.ts';
import { createWriter, type OpenWriter } from '../../../src/integrations/kubernetes/create-writer.ts';
import { systemClock } from '../../../src/integrations/system/system-clock.ts';
import { ClusterFailure } from '../../../src/ports/cluster-failure.ts';
import { type StandIn, startStandIn } from './stand-in.ts';

/** One request as it arrived, whole. */
export type Arrived = {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

export type ChangedStandIn = {
  readonly arrived: Arrived[];
  readonly standIn: StandIn;
  readonly rehearsal: OpenRehearsal;
  readonly writer: OpenWriter;
  stop(): Promise<void>;
};

/** A server over TLS that notes what arrives, answers as the test says, and is changed by both adapters. */
export async function startChangedStandIn(
  answer: (request: IncomingMessage, response: ServerResponse) => unknown = (_, response) =>
    response.setHeader('content-type', 'application/json').end('{"kind":"Deployment"}'),
  options: Parameters<typeof startStandIn>[1] = {},
): Promise<ChangedStandIn> {
  const arrived: Arrived[] = [];
  const standIn = await startStandIn((request, response) => {
    void text(request).then(
      (body) => {
        arrived.push({
          method: request.method ?? '',
          url: request.url ?? '',
          headers: request.headers,
          body,
        });
        answer(request, response);
      },
      () => undefined,
    );
  }, options);
  const access = createClusterAccess({ kind: 'kubeconfig', file: standIn.kubeconfig, context: null });
  const deps = { access, clock: systemClock, version: '1.2.3' };
  const [rehearsal, writer] = [createRehearsal(deps), createWriter(deps)];
  return {
    ...{ arrived, standIn, rehearsal, writer },
    async stop() {
      await Promise.all([rehearsal.close(), writer.close()]);
      await standIn.stop();
    },
  };
}

let leases = 0;

/** Proof that the gate let a request through: each time another. */
export const token = (proposal = 'INC-7/3') => ({ proposal, lease: `lease-${leases++}` });

/** What the work failed with; it has to fail. */
export async function failureOf(work: Promise<unknown>): Promise<ClusterFailure> {
  const thrown = await work.then(
    () => 'nothing was thrown',
    (error: unknown) => error,
  );
  if (!(thrown instanceof ClusterFailure)) throw new Error('no ClusterFailure', { cause: thrown });
  return thrown;
}
