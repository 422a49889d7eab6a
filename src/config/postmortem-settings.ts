import { z } from 'zod';
import { TimeZone } from './time-zone.ts';

/** When drafts of the postmortem are made, and where they go. */
export const PostmortemSetting = z.strictObject({
  onResolve: z.boolean().default(true).describe('A draft is made when an incident is resolved.'),
  timeZone: TimeZone.default('UTC').describe(
    'In which time zone the team reads the times of a draft; UTC stands beside.',
  ),
  publish: z
    .strictObject({
      channel: z.boolean().default(true).describe("As files in the incident's channel."),
      directory: z
        .strictObject({
          path: z
            .string()
            .min(1)
            .describe(
              'A directory for INC-7.md and so on. What people write into the Markdown there stays in later drafts.',
            ),
        })
        .optional()
        .describe('As files in a directory of the machine that runs the workers. Left out: in none.'),
    })
    .prefault({})
    .describe('Where drafts go.'),
});

/** The same, in the shapes that the parts of the bot take. */
export type PostmortemConfig = {
  readonly onResolve: boolean;
  readonly timeZone: string;
  readonly inChannel: boolean;
  /** A directory; null: none. */
  readonly directory: string | null;
};

/** What the settings mean. */
export function postmortemConfig({
  onResolve,
  timeZone,
  publish,
}: z.output<typeof PostmortemSetting>): PostmortemConfig {
  return { onResolve, timeZone, inChannel: publish.channel, directory: publish.directory?.path ?? null };
}
