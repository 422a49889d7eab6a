import { z } from 'zod';
import { COMMANDER, defaultRoles } from '../domain/role.ts';
import { ActionsSetting } from './actions.ts';
import { AskSetting, ClusterSetting } from './clusters.ts';
import { Duration } from './duration.ts';
import { RosterSetting, RostersSetting } from './people.ts';
import { PostmortemSetting } from './postmortem-settings.ts';
import { ChannelTemplate, Outcome, RouteSetting, SeveritySetting } from './routes.ts';
import { SourceSetting } from './sources.ts';

const emoji = z
  .string()
  .transform((name) => name.replace(/^:|:$/g, ''))
  .refine((name) => /^[a-z0-9_+'-]+$/.test(name), {
    error: 'expected the name of an emoji, such as pushpin',
  })
  .meta({ title: 'emoji’s name' });

const Http = z.strictObject({
  host: z.string().min(1).default('0.0.0.0').describe('The address to listen on.'),
  port: z.int().min(0).max(65_535).default(8080).describe('The port to listen on; 0 for any free one.'),
});

const Redis = z.strictObject({
  prefix: z
    .string()
    .regex(/^\{[^{}\s]+\}/, {
      error: 'expected a prefix that begins with a name in braces, such as {keyturn}',
    })
    .default('{keyturn}')
    .describe('Begins every key. The braces keep all keys in one slot of a Redis Cluster.'),
});

const Slack = z.strictObject({
  apiUrl: z
    .url({ protocol: /^https?$/, error: 'expected an http or https address' })
    .default('https://slack.com/api/')
    .describe("The base address of Slack's Web API."),
  mode: z
    .enum(['http', 'socket'])
    .optional()
    .describe('How Slack reaches the bot. Left out: socket when SLACK_APP_TOKEN is set, else http.'),
});

const Channels = z.strictObject({
  announcements: z
    .string()
    .min(1)
    .transform((name) => name.replace(/^#/, ''))
    .default('incidents')
    .describe('Where incidents are announced and triaged: the name or id of a channel.'),
  template: ChannelTemplate.default('inc-{number}-{cluster}-{title}').describe(
    "An incident channel's name, of {number}, {severity}, {cluster}, {namespace}, {service}, {team}, {title}, {date}.",
  ),
  private: z.boolean().default(false).describe('Incident channels are private.'),
});

/**
 * By default a critical alert opens its channel, errors and warnings ask people first, information is ignored. An
 * alert without a known severity is asked about: that nobody classified it does not mean that it is harmless.
 */
const Severity = z.strictObject({
  label: z.string().min(1).default('severity').describe('The label that says how bad an alert is.'),
  values: z
    .record(z.string().min(1).toLowerCase(), SeveritySetting)
    .default({ critical: 'sev1', error: 'sev2', high: 'sev2', warning: 'sev3', info: 'sev4', none: 'sev4' })
    .describe("The label's values, in whichever case, to severities. Replaces the default list."),
  unknown: SeveritySetting.default('sev3').describe(
    'For an alert without that label, or with another value.',
  ),
  outcomes: z
    .strictObject({
      sev1: Outcome.default('open').describe('What a sev1 alert does.'),
      sev2: Outcome.default('triage').describe('What a sev2 alert does.'),
      sev3: Outcome.default('triage').describe('What a sev3 alert does.'),
      sev4: Outcome.default('ignore').describe('What a sev4 alert does.'),
    })
    .prefault({})
    .describe('ignore, triage (people are asked) or open (a channel at once), by severity.'),
});

const Watchdog = z.strictObject({
  alertname: z.string().min(1).describe('The name of the alert that must keep firing.'),
  cluster: z.string().min(1).optional().describe('The cluster it must be heard from. Left out: from any.'),
  within: Duration.prefault('15m').describe(
    'Unheard for longer is an incident. At least three times the repeat_interval of its own route.',
  ),
  severity: SeveritySetting.default('sev2').describe('How bad it is that alerting is down.'),
});

/** keyturn.yaml. Everything has a default: an empty file works. Secrets are in the environment, see secrets.ts. */
export const Settings = z.strictObject({
  http: Http.prefault({}).describe('Where the bot listens for Alertmanager, Slack and probes.'),
  redis: Redis.prefault({}).describe('How the keys are named; the address is in REDIS_URL.'),
  slack: Slack.prefault({}).describe('The workspace; the tokens are in the environment.'),
  channels: Channels.prefault({}).describe(
    'Where incidents are announced, and how their channels are named.',
  ),
  sources: z
    .array(SourceSetting)
    .min(1)
    .prefault([{ name: 'default' }])
    .describe('Who may send alerts.'),
  severity: Severity.prefault({}).describe('From labels to severities, and what each does.'),
  labels: z
    .strictObject({
      cluster: z.string().min(1).default('cluster').describe('The label with the cluster.'),
      team: z.string().min(1).default('team').describe('The label with the team.'),
    })
    .prefault({})
    .describe('The names of labels.'),
  routes: z.array(RouteSetting).default([]).describe('Exceptions, in order; the first that matches decides.'),
  correlation: z
    .strictObject({
      labels: z
        .union([z.literal('group'), z.array(z.string().min(1)).min(1)], {
          error: 'expected group, or a list of label names',
        })
        .default('group')
        .describe(
          'Alerts with equal values belong to one incident. group: the cluster and the labels of the group.',
        ),
    })
    .prefault({})
    .describe('Which alerts belong together.'),
  storm: z
    .strictObject({
      moreThan: z.int().min(1).default(10).describe('More incidents than this ...'),
      within: Duration.prefault('5m').describe('... in this time become one storm.'),
    })
    .prefault({})
    .describe('When many incidents become one.'),
  reopenWithin: Duration.prefault('30m').describe('A new occurrence this soon after the resolution reopens.'),
  staleAfter: Duration.prefault('4h10m').describe(
    "Alertmanager's repeat_interval and some minutes: firing but unheard for longer is stale.",
  ),
  stillFiringAfter: Duration.prefault('30m').describe(
    'How long after a person resolved it, alerts that still fire are mentioned once.',
  ),
  roles: z
    .array(z.string().regex(/^[a-z][a-z0-9-]*$/, { error: 'expected a name in lower case' }))
    .min(1)
    .default([...defaultRoles])
    .refine((roles) => roles.includes(COMMANDER), { error: `expected a list with ${COMMANDER}, who leads` })
    .refine((roles) => new Set(roles).size === roles.length, { error: 'expected each role once' })
    .describe('The roles of an incident, in the order they are shown.'),
  roleAcceptWithin: Duration.prefault('5m').describe('How long a person has to accept a role.'),
  rosters: RostersSetting.default({}).describe('Who is asked to take a role, by role.'),
  responders: z
    .array(RosterSetting)
    .default([])
    .describe('Invited to every incident besides the people in roles.'),
  watchdogs: z.array(Watchdog).default([]).describe('Alerts that must keep firing.'),
  clusters: z
    .array(ClusterSetting)
    .default([])
    .describe('The Kubernetes clusters that may be asked. Without any, nothing is diagnosed.'),
  ask: z
    .array(AskSetting)
    .default([])
    .describe('Who may ask the clusters, by Slack user group. Without any rule everybody may.'),
  actions: ActionsSetting.optional().describe(
    'Changes to clusters behind a second key. Left out: no change is offered.',
  ),
  postmortem: PostmortemSetting.prefault({}).describe('Drafts of postmortems.'),
  marking: z
    .strictObject({
      emojis: z
        .array(emoji)
        .min(1)
        .default(['pushpin'])
        .describe('Reacting with one puts a message on the timeline.'),
      saved: emoji.default('white_check_mark').describe('The reaction of the bot when it is saved.'),
    })
    .prefault({})
    .describe('Reactions that put a message on the timeline.'),
});

export type Settings = z.output<typeof Settings>;
