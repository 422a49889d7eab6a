import { z } from 'zod';
import type { Route, ValueSource } from '../domain/routing.ts';
import { severities } from '../domain/severity.ts';
import { Duration } from './duration.ts';
import { Matcher } from './matcher.ts';
import { RosterSetting, RostersSetting } from './people.ts';

export const Outcome = z.enum(['ignore', 'triage', 'open']);
export const SeveritySetting = z.enum(severities);

const PLACEHOLDERS = ['number', 'severity', 'cluster', 'namespace', 'service', 'team', 'title', 'date'];

/** The template of a channel's name. */
export const ChannelTemplate = z
  .string()
  .min(1)
  .max(80, { error: 'expected at most 80 characters, the limit of a channel name' })
  .superRefine((template, context) => {
    for (const [all, name] of template.matchAll(/\{([^{}]*)\}/g)) {
      if (PLACEHOLDERS.includes(name ?? '')) continue;
      context.addIssue({
        code: 'custom',
        message: `expected one of {${PLACEHOLDERS.join('}, {')}} instead of ${all}`,
      });
    }
  });

/** A value for all alerts of the route, or the name of the label that holds it. */
const ValueSetting = z
  .union([z.strictObject({ label: z.string().min(1) }), z.strictObject({ fixed: z.string().min(1) })], {
    error: 'expected { label: name } or { fixed: value }',
  })
  .transform(
    (setting): ValueSource =>
      'label' in setting ? { kind: 'label', label: setting.label } : { kind: 'fixed', value: setting.fixed },
  );

/** One route. Its conditions must all hold; the first route that matches an alert decides. */
export const RouteSetting = z
  .strictObject({
    name: z
      .string()
      .min(1)
      .max(80)
      .describe("Shown in the incident's log as the reason for what was decided."),
    match: z
      .array(Matcher)
      .default([])
      .describe("Conditions on the alert's labels; all must hold. None: every alert matches."),
    outcome: Outcome.optional().describe(
      'ignore: nothing happens; triage: people are asked; open: a channel at once.',
    ),
    severity: SeveritySetting.optional().describe('The severity, whatever the label says.'),
    cluster: ValueSetting.optional().describe('The cluster: { label: name } or { fixed: value }.'),
    team: ValueSetting.optional().describe('The team: { label: name } or { fixed: value }.'),
    rosters: RostersSetting.default({}).describe(
      'People for roles; replaces the general rosters role by role.',
    ),
    responders: z.array(RosterSetting).optional().describe('Invited besides the people in roles.'),
    channelTemplate: ChannelTemplate.optional().describe("The channel's name."),
    private: z.boolean().optional().describe('A private channel.'),
    staleAfter: Duration.optional().describe(
      "The alerts' repeat_interval and some minutes: firing but unheard for longer is stale.",
    ),
  })
  .transform(
    ({
      match,
      outcome,
      severity,
      cluster,
      team,
      responders,
      channelTemplate,
      staleAfter,
      ...route
    }): Route => ({
      ...route,
      matchers: match,
      outcome: outcome ?? null,
      severity: severity ?? null,
      cluster: cluster ?? null,
      team: team ?? null,
      responders: responders ?? null,
      channelTemplate: channelTemplate ?? null,
      private: route.private ?? null,
      staleAfter: staleAfter ?? null,
    }),
  );
