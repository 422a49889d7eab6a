import { z } from 'zod';
import type { ClusterControls } from './cluster-controls.ts';
import type { Controls } from './controls.ts';
import type { PageRoute } from './page-route.ts';
import { RefusedRequest } from './refused-request.ts';

const Method = z
  .string()
  .regex(/^(\*|[a-z]+(\.[a-zA-Z]+)+)$/, 'Name a Web API method, or * for all of them.');
const Seconds = z.number().int().min(1).max(600);

const ControlFault = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('429'), retryAfter: Seconds.default(5) }),
  z.object({ kind: z.literal('5xx'), status: z.number().int().min(500).max(599).default(503) }),
  z.object({
    kind: z.literal('error'),
    error: z.string().regex(/^[a-z_]+$/, 'Errors look like not_in_channel.'),
  }),
  z.object({ kind: z.literal('lost-reply') }),
  z.object({ kind: z.literal('reset') }),
  z.object({ kind: z.literal('delay'), ms: z.number().int().min(1).max(60_000).default(5_000) }),
]);

const ClusterFaultKind = z.enum([
  ...['unauthorized', 'forbidden', 'not-found', 'expired-token', 'too-many-requests'],
  ...['server-error', 'unavailable', 'hang', 'cut', 'slow', 'wrong-certificate'],
] as const);
const Resource = z.string().regex(/^[a-z]+$/, 'Name a kind as the API server does: pods.');

const ControlAct = z.discriminatedUnion('do', [
  z.object({ do: z.enum(['fire', 'resolve-one', 'resolve-all']), group: z.string() }),
  z.object({
    do: z.literal('fault'),
    method: Method,
    fault: ControlFault,
    times: z.number().int().min(1).max(1_000).optional(),
  }),
  z.object({ do: z.literal('clear-faults'), method: Method.optional() }),
  z.object({ do: z.literal('play-story'), story: z.string() }),
  z.object({
    do: z.literal('cluster-fault'),
    fault: z.object({ kind: ClusterFaultKind, resource: Resource.optional() }),
  }),
  z.object({ do: z.enum(['resolve-story', 'clear-cluster-faults']) }),
  z.object({ do: z.enum(['kill-bot', 'restart-bot', 'slack-down', 'slack-up']) }),
]);
type ControlAct = z.infer<typeof ControlAct>;

/** The addresses of the control panel: what is going on, one exchange in full, and what is done about it. */
export const controlRoutes = (controls: Controls): PageRoute[] => [
  { method: 'GET', path: '/api/control/state', answer: () => controls.state() },
  {
    method: 'GET',
    path: '/api/control/exchange',
    answer({ query }) {
      const found = controls.exchange(query.get('id') ?? '');
      if (!found) throw new RefusedRequest(404, 'This exchange is too long ago.');
      return found;
    },
  },
  {
    method: 'POST',
    path: '/api/control/act',
    async answer({ body }) {
      const act = ControlAct.safeParse(body);
      if (!act.success) throw new RefusedRequest(400, act.error.issues[0]?.message ?? 'This can’t be done.');
      await doControl(controls, act.data);
      return controls.state();
    },
  },
];

async function doControl(controls: Controls, act: ControlAct): Promise<void> {
  switch (act.do) {
    case 'fire':
      return controls.alerts.fire(act.group);
    case 'resolve-one':
      return controls.alerts.resolveOne(act.group);
    case 'resolve-all':
      return controls.alerts.resolveAll(act.group);
    case 'fault':
      return controls.fault(act.method, act.fault, act.times);
    case 'clear-faults':
      return controls.clearFaults(act.method);
    case 'play-story':
      return clusterOf(controls).play(act.story);
    case 'resolve-story':
      return clusterOf(controls).resolve();
    case 'cluster-fault':
      return clusterOf(controls).fault(act.fault);
    case 'clear-cluster-faults':
      return clusterOf(controls).clearFaults();
    case 'kill-bot':
      return controls.killBot();
    case 'restart-bot':
      return controls.restartBot();
    case 'slack-down':
      return controls.slackDown();
    case 'slack-up':
      return controls.slackUp();
  }
}

function clusterOf({ cluster }: Controls): ClusterControls {
  if (!cluster) throw new RefusedRequest(400, 'The bot has no cluster here.');
  return cluster;
}
