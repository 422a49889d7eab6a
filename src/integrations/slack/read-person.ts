import { z } from 'zod';
import type { UserId } from '../../domain/actor.ts';
import type { CallSlack } from './call-slack.ts';
import { slackCode } from './errors.ts';

/** The workspace that the bot's token is for; `enterprise` is the organisation around it, when there is one. */
export type OwnWorkspace = { readonly team: string; readonly enterprise: string | null };

/** Somebody as Slack knows them now. */
export type Person = {
  readonly isActive: boolean;
  /** A human being who is a full member of this workspace: no bot, no guest, nobody of another one. */
  readonly isFullMember: boolean;
  /** IANA time zone. */
  readonly zone: string;
  /** What people call them; null: nobody is known by this id. */
  readonly name: string | null;
};

/**
 * Slack leaves out what is not so. `is_stranger`: of another workspace, without a channel in common; those with one have
 * another `team_id`. In an organisation `team_id` may be another workspace of it; `teams` are all that somebody is in.
 * Source: docs.slack.dev, the user object.
 */
const Info = z.object({
  user: z.object({
    id: z.string(),
    team_id: z.string().nullish(),
    deleted: z.boolean().nullish(),
    tz: z.string().nullish(),
    name: z.string().nullish(),
    real_name: z.string().nullish(),
    profile: z.object({ real_name: z.string().nullish(), display_name: z.string().nullish() }).nullish(),
    is_bot: z.boolean().nullish(),
    is_workflow_bot: z.boolean().nullish(),
    is_connector_bot: z.boolean().nullish(),
    is_agentforce_bot: z.boolean().nullish(),
    is_restricted: z.boolean().nullish(),
    is_ultra_restricted: z.boolean().nullish(),
    is_stranger: z.boolean().nullish(),
    is_invited_user: z.boolean().nullish(),
    enterprise_user: z.object({ enterprise_id: z.string(), teams: z.array(z.string()) }).nullish(),
  }),
});

type Read = z.infer<typeof Info>['user'];

const Auth = z.object({ team_id: z.string().min(1), enterprise_id: z.string().nullish() });

/** A bot without the flag, and the same id in every workspace. */
const SLACKBOT = 'USLACKBOT';

/** Which workspace the token is for. Throws what CallSlack throws. */
export async function readOwnWorkspace(callSlack: CallSlack): Promise<OwnWorkspace> {
  const { team_id, enterprise_id } = await callSlack('auth.test', {
    args: {},
    answer: Auth,
    lane: 'approval',
  });
  return { team: team_id, enterprise: enterprise_id ?? null };
}

/** Asks Slack who somebody is. Whom Slack does not know is nobody. Throws what CallSlack throws. */
export async function readPerson(
  callSlack: CallSlack,
  user: UserId,
  own: () => Promise<OwnWorkspace>,
): Promise<Person> {
  try {
    const { user: read } = await callSlack('users.info', { args: { user }, answer: Info, lane: 'approval' });
    return {
      isActive: read.deleted !== true,
      isFullMember: isHuman(read, user) && isOf(read, await own()),
      zone: read.tz || 'UTC',
      name: nameIn(read),
    };
  } catch (error) {
    const code = slackCode(error);
    if (code !== 'user_not_found' && code !== 'user_not_visible') throw error;
    return { isActive: false, isFullMember: false, zone: 'UTC', name: null };
  }
}

/** In a document the full name says more than the nickname that chat shows. */
function nameIn({ name, real_name, profile }: Read): string | null {
  return real_name || profile?.real_name || profile?.display_name || name || null;
}

function isHuman(read: Read, user: UserId): boolean {
  const bot = [read.is_bot, read.is_workflow_bot, read.is_connector_bot, read.is_agentforce_bot];
  const other = [read.deleted, read.is_restricted, read.is_ultra_restricted];
  const away = [read.is_stranger, read.is_invited_user];
  return read.id === user && user !== SLACKBOT && ![...bot, ...other, ...away].includes(true);
}

function isOf({ team_id, enterprise_user }: Read, { team, enterprise }: OwnWorkspace): boolean {
  if (team_id === team) return true;
  return (
    enterprise !== null &&
    enterprise_user?.enterprise_id === enterprise &&
    enterprise_user.teams.includes(team)
  );
}
