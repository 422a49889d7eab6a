import { createIds } from './ids.ts';
import type { Change, Fields } from './model.ts';
import type { SlackOptions } from './options.ts';
import { createResponseUrls } from './response-urls.ts';
import { createTriggers } from './triggers.ts';
import { createViewRegistry } from './view-registry.ts';
import type { World } from './world.ts';

export type WorldDeps = {
  readonly options: SlackOptions;
  readonly baseUrl: () => string;
  readonly historyLagMs: () => number;
  readonly announce: (change: Change) => void;
  readonly sendEvent: (event: Fields) => void;
};

/** An empty workspace with its app. */
export const createWorld = (deps: WorldDeps): World => {
  const { options } = deps;
  const clock = options.clock ?? Date.now;
  const ids = createIds(clock);
  const scopes = options.scopes ? new Set(options.scopes) : ('all' as const);
  return {
    team: { id: ids.next('T'), name: options.teamName ?? 'Sandbox', domain: 'sandbox' },
    app: {
      id: ids.next('A'),
      botId: ids.next('B'),
      botUserId: ids.next('U'),
      name: options.botName ?? 'keyturn',
    },
    clock,
    ids,
    baseUrl: deps.baseUrl,
    historyLagMs: deps.historyLagMs,
    grantedScopes: () => scopes,
    botMayUnarchive: () => options.botMayUnarchive ?? false,
    members: new Map(),
    userGroups: new Map(),
    channels: new Map(),
    files: new Map(),
    triggers: createTriggers(ids, clock, options.triggerMs),
    responseUrls: createResponseUrls(ids, clock),
    views: createViewRegistry(),
    announce: deps.announce,
    sendEvent: deps.sendEvent,
  };
};
