import { alertLinks } from './alert-links.ts';
import { alertTitle } from './alert-title.ts';
import type { AlertPart, RoutedAlert } from './correlation.ts';
import type { FactBody } from './fact.ts';
import type { Instant } from './instant.ts';
import { commonLabels, labelOf } from './label.ts';
import type { Policy } from './policy.ts';
import { isWorse, worst } from './severity.ts';
import { type StormRule, stormPolicy, stormTitle } from './storm.ts';

/** The alerts of a part that ask for an incident: they fire, and routing does not ignore them. */
export function wantsIncident(part: AlertPart): readonly RoutedAlert[] {
  return part.alerts.filter(({ alert, policy }) => alert.status === 'firing' && policy.outcome !== 'ignore');
}

/** The declaration of an incident born from alerts. The part must hold one that wants it. */
export function declarationOf(
  part: AlertPart,
  how: { readonly number: number; readonly origin: 'alert' | 'watchdog'; readonly at: Instant },
): FactBody {
  const wanting = wantsIncident(part);
  const policy = strongest(wanting.map((one) => one.policy));
  return {
    kind: 'incident.declared',
    number: how.number,
    title: alertTitle(part),
    status: policy.outcome === 'open' ? 'investigating' : 'triage',
    origin: how.origin,
    severity: policy.severity,
    namespace: namespaceOf([part]),
    drill: false,
    policy,
    correlationKey: part.key,
    links: alertLinks(part),
    beganAt: beganAt([part], how.at),
  };
}

/** The declaration of a storm over these parts; null when none of them wants an incident. */
export function stormDeclarationOf(
  parts: readonly AlertPart[],
  how: { readonly number: number; readonly rule: StormRule; readonly at: Instant },
): FactBody | null {
  const policy = stormPolicy(parts);
  if (!policy) return null;
  return {
    kind: 'incident.declared',
    number: how.number,
    title: stormTitle(parts, how.rule),
    status: 'investigating',
    origin: 'storm',
    severity: policy.severity,
    namespace: namespaceOf(parts),
    drill: false,
    policy,
    correlationKey: null,
    links: [],
    beganAt: beganAt(parts, how.at),
  };
}

/** To open is stronger than to triage, then the worse severity; the severity is the worst of all. */
function strongest(policies: readonly Policy[]): Policy {
  const [first, ...rest] = policies;
  if (!first) throw new Error('no alert wants an incident');
  const best = rest.reduce((a, b) => {
    if (a.outcome !== b.outcome) return b.outcome === 'open' ? b : a;
    return isWorse(b.severity, a.severity) ? b : a;
  }, first);
  const severity = policies.map((policy) => policy.severity).reduce(worst, first.severity);
  return { ...best, severity, private: policies.some((policy) => policy.private) };
}

function namespaceOf(parts: readonly AlertPart[]): string | null {
  const labels = parts.flatMap((part) => wantsIncident(part).map(({ alert }) => alert.labels));
  return labelOf(commonLabels(labels), 'namespace') || null;
}

/** The earliest start of an alert, where it is one that can be believed. */
function beganAt(parts: readonly AlertPart[], at: Instant): Instant {
  const starts = parts
    .flatMap((part) => wantsIncident(part).map(({ alert }) => alert.startedAt))
    .filter((start) => start > 0 && start <= at);
  return starts.length === 0 ? at : Math.min(...starts);
}
