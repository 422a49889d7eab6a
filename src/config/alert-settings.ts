import type { AlertRules } from '../domain/alert-rules.ts';
import type { Routing } from '../domain/routing.ts';
import type { Settings } from './settings.ts';

/** The rules by which alerts become incidents, from the settings. */
export function alertRules(settings: Settings): AlertRules {
  const { correlation, sources, storm, watchdogs, reopenWithin } = settings;
  return {
    routing: routing(settings),
    correlation: correlation.labels === 'group' ? null : correlation.labels,
    storm,
    reopenWithin,
    watchdogs: watchdogs.map((watchdog) => ({ ...watchdog, cluster: watchdog.cluster ?? null })),
    sources: new Map(
      sources.map(({ name, cluster, holdFor, receivers }) => [
        name,
        { cluster: cluster ?? null, holdFor, receivers },
      ]),
    ),
  };
}

function routing(settings: Settings): Routing {
  const { severity, labels, channels } = settings;
  return {
    routes: settings.routes,
    defaults: {
      severityLabel: severity.label,
      severities: severity.values,
      unknownSeverity: severity.unknown,
      outcomes: severity.outcomes,
      cluster: { kind: 'label', label: labels.cluster },
      team: { kind: 'label', label: labels.team },
      rosters: settings.rosters,
      responders: settings.responders,
      channelTemplate: channels.template,
      private: channels.private,
      staleAfter: settings.staleAfter,
      roles: settings.roles,
      acceptWithin: settings.roleAcceptWithin,
      stillFiringAfter: settings.stillFiringAfter,
    },
  };
}
