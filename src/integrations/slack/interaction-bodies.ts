import { z } from 'zod';

/** What is used of the bodies that people's doings arrive in. Source: docs.slack.dev, interaction payloads. */

export const CommandBody = z.object({
  team_id: z.string().nullish(),
  user_id: z.string(),
  channel_id: z.string(),
  text: z.string().nullish(),
  trigger_id: z.string().nullish(),
  response_url: z.string().nullish(),
});
export type CommandBody = z.infer<typeof CommandBody>;

const Person = z.object({ id: z.string() });

export const ClickBody = z.object({
  team: z.object({ id: z.string() }).nullish(),
  user: Person,
  channel: z.object({ id: z.string() }).nullish(),
  container: z.object({ channel_id: z.string().nullish(), is_ephemeral: z.boolean().nullish() }).nullish(),
  message: z.object({ ts: z.string() }).nullish(),
  trigger_id: z.string().nullish(),
  response_url: z.string().nullish(),
  actions: z
    .array(z.object({ action_id: z.string(), value: z.string().nullish(), action_ts: z.string().nullish() }))
    .min(1),
});
export type ClickBody = z.infer<typeof ClickBody>;

export const ShortcutBody = z.object({
  team: z.object({ id: z.string() }).nullish(),
  callback_id: z.string(),
  user: Person,
  channel: z.object({ id: z.string() }),
  message: z.object({ ts: z.string() }),
  trigger_id: z.string().nullish(),
  action_ts: z.string().nullish(),
  response_url: z.string().nullish(),
});
export type ShortcutBody = z.infer<typeof ShortcutBody>;

const StateValue = z.object({
  type: z.string(),
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_user: z.string().nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
});
export type StateValue = z.infer<typeof StateValue>;

export const SubmissionBody = z.object({
  team: z.object({ id: z.string() }).nullish(),
  user: Person,
  trigger_id: z.string().nullish(),
  view: z.object({
    id: z.string(),
    hash: z.string().nullish(),
    callback_id: z.string(),
    private_metadata: z.string().nullish(),
    blocks: z.array(z.looseObject({ type: z.string(), block_id: z.string().nullish() })).default([]),
    state: z
      .object({ values: z.record(z.string(), z.record(z.string(), StateValue)) })
      .default({ values: {} }),
  }),
});
export type SubmissionBody = z.infer<typeof SubmissionBody>;
