import { refuse } from '../refusal.ts';
import type { ApiMethods } from './method.ts';

/** Who the bot is, and whether anyone answers. */
export const identityMethods: ApiMethods = {
  'api.test': {
    run({ args }) {
      const { token: _token, ...echoed } = args.raw;
      if (args.has('error')) refuse(args.text('error'), { args: echoed });
      return Object.keys(echoed).length > 0 ? { args: echoed } : {};
    },
  },
  'auth.test': {
    run: ({ world }) => ({
      url: `https://${world.team.domain}.slack.com/`,
      team: world.team.name,
      user: world.app.name,
      team_id: world.team.id,
      user_id: world.app.botUserId,
      bot_id: world.app.botId,
      is_enterprise_install: false,
    }),
  },
  'team.info': {
    scopes: ['team:read'],
    run: ({ world }) => ({
      team: {
        id: world.team.id,
        name: world.team.name,
        domain: world.team.domain,
        email_domain: '',
        icon: {},
      },
    }),
  },
  'bots.info': {
    scopes: ['users:read'],
    run({ world, args }) {
      if (args.has('bot') && args.text('bot') !== world.app.botId) refuse('bot_not_found');
      return {
        bot: {
          id: world.app.botId,
          deleted: false,
          name: world.app.name,
          updated: 0,
          app_id: world.app.id,
          user_id: world.app.botUserId,
          icons: {},
        },
      };
    },
  },
};
