import type { Arguments } from '../arguments.ts';
import type { ChannelKind, Fields } from '../model.ts';
import type { World } from '../world.ts';

export type ApiCall = { readonly world: World; readonly args: Arguments };

/** Which scopes allow a call: any one of a list, or a list for each kind of conversation. */
export type ScopeRule = readonly string[] | Readonly<Record<ChannelKind, readonly string[]>>;

export type ApiMethod = {
  readonly scopes?: ScopeRule;
  /** Takes the app-level token instead of the bot token. */
  readonly appToken?: boolean;
  run(call: ApiCall): Fields | Promise<Fields>;
};

export type ApiMethods = Readonly<Record<string, ApiMethod>>;

const forKinds = (verb: string): ScopeRule => ({
  public: [`channels:${verb}`],
  private: [`groups:${verb}`],
  im: [`im:${verb}`],
  mpim: [`mpim:${verb}`],
});

export const READ_SCOPES = forKinds('read');
export const HISTORY_SCOPES = forKinds('history');
export const MANAGE_SCOPES: ScopeRule = {
  public: ['channels:manage', 'channels:write'],
  private: ['groups:write'],
  im: ['im:write'],
  mpim: ['mpim:write'],
};
export const TOPIC_SCOPES: ScopeRule = {
  ...MANAGE_SCOPES,
  public: ['channels:manage', 'channels:write', 'channels:write.topic'],
  private: ['groups:write', 'groups:write.topic'],
};
export const INVITE_SCOPES: ScopeRule = {
  ...MANAGE_SCOPES,
  public: ['channels:manage', 'channels:write', 'channels:write.invites'],
  private: ['groups:write', 'groups:write.invites'],
};
