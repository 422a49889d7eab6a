import type { Labels } from './alert.ts';
import { labelOf } from './label.ts';
import type { Policy } from './policy.ts';
import type { RoleName, Roster } from './role.ts';
import type { Severity } from './severity.ts';

/** A test of one label. The value is '' when the label is absent: Alertmanager treats both alike. */
export type LabelMatcher = { readonly label: string; readonly test: (value: string) => boolean };

/** Where a value comes from: a label of the alert, or the same for all. */
export type ValueSource =
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'fixed'; readonly value: string };

/** A route as configured. What is null is decided by the defaults. */
export type Route = {
  readonly name: string;
  readonly matchers: readonly LabelMatcher[];
  readonly outcome: Policy['outcome'] | null;
  readonly severity: Severity | null;
  readonly cluster: ValueSource | null;
  readonly team: ValueSource | null;
  /** Replaces the defaults role by role. */
  readonly rosters: Readonly<Record<RoleName, Roster>>;
  readonly responders: readonly Roster[] | null;
  readonly channelTemplate: string | null;
  readonly private: boolean | null;
  readonly staleAfter: number | null;
};

/** What holds where no route says otherwise. */
export type RoutingDefaults = {
  readonly severityLabel: string;
  /** The label's values, in lower case, to severities. */
  readonly severities: Readonly<Record<string, Severity>>;
  /** For an alert without that label, or with a value that is not listed. */
  readonly unknownSeverity: Severity;
  readonly outcomes: Readonly<Record<Severity, Policy['outcome']>>;
  readonly cluster: ValueSource;
  readonly team: ValueSource;
  readonly rosters: Readonly<Record<RoleName, Roster>>;
  readonly responders: readonly Roster[];
  readonly channelTemplate: string;
  readonly private: boolean;
  readonly staleAfter: number;
  readonly roles: readonly RoleName[];
  readonly acceptWithin: number;
  readonly stillFiringAfter: number;
};

export type Routing = { readonly routes: readonly Route[]; readonly defaults: RoutingDefaults };

/** The name of the route of an alert that none of the configured ones matches. */
const DEFAULT_ROUTE = 'default';

/**
 * What is to be done with an alert: the first route whose matchers all match decides, the defaults fill in.
 * `labels` are the alert's own over the route's labels of Alertmanager; `sourceCluster` is the cluster of a sender
 * whose alerts do not name one.
 */
export function policyFor(labels: Labels, routing: Routing, sourceCluster: string | null): Policy {
  const route = routing.routes.find(({ matchers }) =>
    matchers.every(({ label, test }) => test(labelOf(labels, label))),
  );
  const { defaults } = routing;
  const severity = route?.severity ?? severityOf(labels, defaults);
  return {
    route: route?.name ?? DEFAULT_ROUTE,
    outcome: route?.outcome ?? defaults.outcomes[severity],
    severity,
    cluster: readSource(labels, route?.cluster ?? defaults.cluster) ?? sourceCluster,
    team: readSource(labels, route?.team ?? defaults.team),
    private: route?.private ?? defaults.private,
    channelTemplate: route?.channelTemplate ?? defaults.channelTemplate,
    rosters: { ...defaults.rosters, ...route?.rosters },
    responders: route?.responders ?? defaults.responders,
    staleAfter: route?.staleAfter ?? defaults.staleAfter,
    roles: defaults.roles,
    acceptWithin: defaults.acceptWithin,
    stillFiringAfter: defaults.stillFiringAfter,
  };
}

/** What holds for an incident that has no alert: a person declared it, or an alert was not heard. */
export function policyWithoutAlert(routing: Routing, severity: Severity): Policy {
  return { ...policyFor({}, { ...routing, routes: [] }, null), outcome: 'open', severity };
}

function severityOf(labels: Labels, defaults: RoutingDefaults): Severity {
  const value = labelOf(labels, defaults.severityLabel).trim().toLowerCase();
  const known = Object.hasOwn(defaults.severities, value) ? defaults.severities[value] : undefined;
  return known ?? defaults.unknownSeverity;
}

function readSource(labels: Labels, source: ValueSource): string | null {
  const value = source.kind === 'fixed' ? source.value : labelOf(labels, source.label);
  return value === '' ? null : value;
}
