import { z } from 'zod';
import type { Channel, Fields, Member } from '../slack/model.ts';
import type { SandboxSlack } from '../slack/sandbox-slack.ts';
import type { AppManifest } from './app-manifest.ts';
import { channelState } from './channel-state.ts';
import { doAct } from './do-act.ts';
import type { LastRead } from './last-read.ts';
import { limitsRoute } from './limits-route.ts';
import type { LivePings } from './live-pings.ts';
import { PageAct } from './page-act.ts';
import type { PageRoute } from './page-route.ts';
import { isVisible, pageState } from './page-state.ts';
import { RefusedRequest } from './refused-request.ts';

type Deps = {
  readonly slack: SandboxSlack;
  readonly lastRead: LastRead;
  readonly pings: Pick<LivePings, 'ping'>;
  readonly manifest: AppManifest;
};

const As = z.object({ as: z.string() });

/** What the page asks for: its state, a conversation, and to do something as a member. */
export const pageRoutes = (deps: Deps): PageRoute[] => [
  {
    method: 'GET',
    path: '/api/state',
    answer: ({ query }) => pageState(deps, memberOf(deps.slack, query.get('as'))),
  },
  {
    method: 'GET',
    path: '/api/channel',
    answer({ query }) {
      const me = memberOf(deps.slack, query.get('as'));
      return channelState(deps.slack, visibleChannel(deps.slack, me, query.get('id')), me);
    },
  },
  {
    method: 'POST',
    path: '/api/act',
    async answer({ body }): Promise<Fields> {
      const me = memberOf(deps.slack, As.safeParse(body).data?.as ?? null);
      const act = PageAct.safeParse(body);
      if (!act.success) throw new RefusedRequest(400, sentenceOf(act.error));
      if ('channel' in act.data && act.data.channel) visibleChannel(deps.slack, me, act.data.channel);
      return { result: (await doAct(deps, me, act.data)) ?? null };
    },
  },
  limitsRoute,
];

/** The member of this name or id who can be played: no bot, nobody who is gone. */
export function memberOf({ world }: Pick<SandboxSlack, 'world'>, name: string | null): Member {
  const found = [...world.members.values()].find(
    (one) => (one.name === name || one.id === name) && !one.isBot && !one.deleted,
  );
  if (!found) throw new RefusedRequest(404, 'The workspace has no such member.');
  return found;
}

/** The conversation with this id, if this person may see it. */
function visibleChannel({ world }: Pick<SandboxSlack, 'world'>, me: Member, id: string | null): Channel {
  const channel = world.channels.get(id ?? '');
  if (!channel || !isVisible(channel, me)) throw new RefusedRequest(404, 'You see no such conversation.');
  return channel;
}

function sentenceOf(error: z.ZodError): string {
  const { message, path } = error.issues[0] ?? { message: 'It can’t be read.', path: [] };
  return path.length > 0 && !/[.]$/.test(message) ? `${path.join('.')}: ${message}` : message;
}
