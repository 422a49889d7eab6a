import { OWN_SOURCE } from '../domain/alert-source.ts';
import { actionProblems } from './action-problems.ts';
import type { Settings } from './settings.ts';

/** What is wrong between settings that are each fine by themselves. */
export function crossProblems(settings: Settings): readonly string[] {
  return [
    ...settings.sources.flatMap(({ name }, i) =>
      name === OWN_SOURCE
        ? [`sources[${i}].name is "${name}": expected another, this one is Keyturn itself.`]
        : [],
    ),
    ...twice(
      'sources',
      'name',
      settings.sources.map(({ name }) => name),
    ),
    ...twice(
      'routes',
      'name',
      settings.routes.map(({ name }) => name),
    ),
    ...twice(
      'clusters',
      'name',
      settings.clusters.map(({ name }) => name),
    ),
    ...twice(
      'watchdogs',
      'alertname and cluster',
      settings.watchdogs.map(({ alertname, cluster }) => JSON.stringify([alertname, cluster ?? null])),
    ),
    ...actionProblems(settings.actions, settings.clusters),
    ...strangeRoles('rosters', settings.rosters, settings),
    ...settings.routes.flatMap(({ rosters }, i) => strangeRoles(`routes[${i}].rosters`, rosters, settings)),
  ];
}

function twice(list: string, what: string, values: readonly string[]): readonly string[] {
  return values.flatMap((value, i) =>
    values.indexOf(value) < i
      ? [`${list}[${i}] has the ${what} ${value} of another: expected each once.`]
      : [],
  );
}

function strangeRoles(path: string, rosters: object, { roles }: Settings): readonly string[] {
  return Object.keys(rosters)
    .filter((role) => !roles.includes(role))
    .map((role) => `${path}.${role} is for no role: expected one of ${roles.join(', ')}.`);
}
