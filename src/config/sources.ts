import { z } from 'zod';
import { ByteSize } from './byte-size.ts';
import { Duration } from './duration.ts';

const envName = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/, {
    error: 'expected the name of an environment variable, such as KEYTURN_WEBHOOK_TOKEN',
  })
  .meta({ title: 'variable’s name' });

const webAddress = z.url({ protocol: /^https?$/, error: 'expected an http or https address' });

/** Alertmanager's own API. Without it the bot goes by what it was told. */
const Alertmanager = z.strictObject({
  url: webAddress.describe('Its address, without /api/v2.'),
  timeout: Duration.prefault('3s').describe('How long to wait for its answer.'),
  tokenFrom: envName.optional().describe('The environment variable with a bearer token for it.'),
  unheardAfter: Duration.prefault('15m').describe(
    'An alert active for longer than this, of which no delivery told, is taken up. Longer than group_interval.',
  ),
});

/** One sender of deliveries: an Alertmanager, or several that are peers of each other. */
export const SourceSetting = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(80)
    .describe('Its name in the log. Peers of one cluster of Alertmanagers share one.'),
  tokensFrom: z
    .array(envName)
    .min(1)
    .default(['KEYTURN_WEBHOOK_TOKEN', 'KEYTURN_WEBHOOK_TOKENS'])
    .describe(
      'Environment variables with its bearer tokens, each one or several with commas between. Any of them is ' +
        'accepted, so that a token can be replaced without a gap. The token says which source a delivery is from.',
    ),
  cluster: z.string().min(1).optional().describe('The cluster of its alerts, where they do not name one.'),
  bodyLimit: ByteSize.prefault('10MB').describe('A larger delivery is answered 413.'),
  holdFor: Duration.prefault('60s').describe(
    'How long an alert that fires after the resolve of the same run waits for confirmation.',
  ),
  receivers: z
    .array(z.string().min(1))
    .min(1)
    .default(['keyturn'])
    .describe("The names of Keyturn's receivers in this Alertmanager's configuration."),
  alertmanager: Alertmanager.optional().describe("Alertmanager's API, for confirming what is true."),
});

export type SourceSetting = z.output<typeof SourceSetting>;
