import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Alert, Delivery, Labels } from '../../domain/alert.ts';
import { boundedLabels } from './bounded-labels.ts';
import { endOf, momentOf } from './moment.ts';

/** Texts that are identities are bounded too: what is longer is replaced by its digest. */
const ID_LIMIT = 4_000;

const labels = z
  .unknown()
  .optional()
  .transform((input, context): Labels => {
    const bounded = boundedLabels(input);
    if (bounded) return bounded;
    context.addIssue({ code: 'custom', message: 'expected an object of texts' });
    return z.NEVER;
  });

const text = z.string().nullish();

const startsAt = z.string().superRefine((written, context) => {
  if (momentOf(written) === null) {
    context.addIssue({ code: 'custom', message: `expected a time of RFC 3339, it is ${shown(written)}` });
  }
});

/** Only what is used is named; what else there is, now or in later versions, is left alone. */
const WireAlert = z
  .looseObject({
    status: z.enum(['firing', 'resolved']),
    labels,
    annotations: labels,
    startsAt,
    endsAt: text,
    generatorURL: text,
    fingerprint: text,
    // Grafana's variant has these instead of annotations.
    dashboardURL: text,
    silenceURL: text,
  })
  .transform((wire): Alert => {
    const resolved = wire.status === 'resolved';
    return {
      fingerprint: fingerprintOf(wire.fingerprint, wire.labels),
      status: wire.status,
      startsAt: wire.startsAt,
      startedAt: momentOf(wire.startsAt) ?? 0,
      endedAt: resolved ? endOf(wire.endsAt ?? '') : null,
      labels: wire.labels,
      annotations: withLinks(wire.annotations, wire),
      generatorUrl: wire.generatorURL || null,
    };
  });

/**
 * A webhook body as https://prometheus.io/docs/alerting/latest/configuration/#webhook_config says, version "4", or
 * Grafana's variant of it, version "1". The version is not looked at: fields are added without a new one. `source` is
 * the name of the sender. The root's status is not used: under `max_alerts` it hides what was cut off.
 */
export const webhookBody = (source: string) =>
  z
    .looseObject({
      receiver: z.string(),
      groupKey: z.string(),
      groupLabels: labels,
      commonLabels: labels,
      commonAnnotations: labels,
      routeLabels: labels,
      externalURL: text,
      truncatedAlerts: z.number().int().min(0).nullish(),
      alerts: z.array(WireAlert).nullish(),
    })
    .transform(
      (wire): Delivery => ({
        source,
        receiver: bounded(unquoted(wire.receiver)),
        groupKey: bounded(wire.groupKey),
        groupLabels: wire.groupLabels,
        commonLabels: wire.commonLabels,
        commonAnnotations: wire.commonAnnotations,
        routeLabels: wire.routeLabels,
        externalUrl: wire.externalURL || null,
        truncated: wire.truncatedAlerts ?? 0,
        alerts: wire.alerts ?? [],
      }),
    );

/**
 * What is wrong with a body, in one sentence for the person who looks at the sender's log: the path and what was
 * expected there.
 */
export function bodyProblem(error: z.ZodError): string {
  const [first] = error.issues;
  if (!first) return 'The body is not what Alertmanager sends.';
  const path = first.path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
  const others = error.issues.length > 1 ? ` (and ${error.issues.length - 1} more)` : '';
  return `The body is not what Alertmanager sends: ${path || 'the body'}: ${first.message}${others}.`;
}

/** Receiver names arrive quoted for regular expressions: `incident.io` as `incident\.io`. */
function unquoted(receiver: string): string {
  return receiver.replace(/\\([\\.+*?()|[\]{}^$])/g, '$1');
}

/** The sender's, where it is one; else made from the labels, as Alertmanager makes it. */
function fingerprintOf(given: string | null | undefined, own: Labels): string {
  if (given && /^[\x21-\x7e]{1,128}$/.test(given)) return given;
  const canonical = JSON.stringify(Object.entries(own).sort(([a], [b]) => (a < b ? -1 : 1)));
  return digest(`${given ?? ''}\n${canonical}`);
}

function withLinks(
  annotations: Labels,
  links: {
    readonly dashboardURL?: string | null | undefined;
    readonly silenceURL?: string | null | undefined;
  },
): Labels {
  const { dashboardURL, silenceURL } = links;
  return {
    ...(dashboardURL ? { dashboard_url: dashboardURL } : {}),
    ...(silenceURL ? { silence_url: silenceURL } : {}),
    ...annotations,
  };
}

function bounded(id: string): string {
  return id.length <= ID_LIMIT ? id : `${id.slice(0, 200)}… ${digest(id)}`;
}

function digest(of: string): string {
  return createHash('sha256').update(of).digest('hex').slice(0, 16);
}

function shown(written: string): string {
  return JSON.stringify(written.slice(0, 40));
}
