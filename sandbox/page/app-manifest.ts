import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const Manifest = z
  .object({
    display_information: z.object({ description: z.string().default('') }).default({ description: '' }),
    features: z.object({
      app_home: z
        .object({ home_tab_enabled: z.boolean().default(false) })
        .default({ home_tab_enabled: false }),
      slash_commands: z
        .array(
          z.object({
            command: z.string(),
            description: z.string().default(''),
            usage_hint: z.string().default(''),
          }),
        )
        .default([]),
      shortcuts: z
        .array(z.object({ name: z.string(), type: z.enum(['message', 'global']), callback_id: z.string() }))
        .default([]),
    }),
  })
  .transform(({ display_information: about, features }) => ({
    description: about.description,
    hasHome: features.app_home.home_tab_enabled,
    commands: features.slash_commands.map(({ command, description, usage_hint }) => ({
      command,
      description,
      usageHint: usage_hint,
    })),
    shortcuts: features.shortcuts.map(({ name, type, callback_id }) => ({
      name,
      type,
      callbackId: callback_id,
    })),
  }));

/** What the app declares of itself: what it is for, its slash commands and shortcuts, and whether it has a home tab. */
export type AppManifest = z.infer<typeof Manifest>;

const SHIPPED = new URL('../../deploy/slack-manifest.yaml', import.meta.url);

/** Reads them of the manifest that is installed into real workspaces. */
export const readAppManifest = (): AppManifest => Manifest.parse(parse(readFileSync(SHIPPED, 'utf8')));
