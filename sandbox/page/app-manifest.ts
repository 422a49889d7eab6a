import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const Manifest = z
  .object({
    features: z.object({
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
  .transform(({ features }) => ({
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

/** The slash commands and shortcuts that the app declares. */
export type AppManifest = z.infer<typeof Manifest>;

const SHIPPED = new URL('../../deploy/slack-manifest.yaml', import.meta.url);

/** Reads them of the manifest that is installed into real workspaces. */
export const readAppManifest = (): AppManifest => Manifest.parse(parse(readFileSync(SHIPPED, 'utf8')));
