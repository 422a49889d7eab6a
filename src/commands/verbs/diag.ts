import { incidentSubject } from '../../domain/incident-subject.ts';
import type { DiagnosisTarget } from '../../domain/investigation.ts';
import { withinNamespaces } from '../../domain/query/ask-rule.ts';
import { chooseCluster } from '../../domain/query/choose-cluster.ts';
import type { Query, Scope } from '../../domain/query/query.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { change } from '../change.ts';
import { takeQueryOptions } from '../grammar/query-options.ts';
import { readTarget } from '../grammar/query-target.ts';
import { readCluster, readNamespace } from '../grammar/query-values.ts';
import { queryWords } from '../grammar/query-words.ts';
import { ASK_GROUP, namespacesOf } from '../query-verb.ts';
import { say } from '../say.ts';
import type { IncidentVerb, Typed } from '../verb.ts';

const example = '/incident diag deploy/checkout -n shop';

type Wanted = { readonly about: DiagnosisTarget | null; readonly cluster: string | null };

export const diagVerb: IncidentVerb = {
  about: 'incident',
  namesFirst: 'incident',
  group: ASK_GROUP,
  name: 'diag',
  aliases: ['diagnose', 'diagnosis'],
  usage: 'diag [kind/name] [-n ns] [--cluster name]',
  summary: 'Look for the cause anew: of what the alerts are about, or of the object you name',
  examples: ['diag', 'diag deploy/checkout -n shop', 'diag node/ip-10-0-3-7'],
  async run(ask, incident, typed) {
    const wanted = readWanted(typed);
    if (!wanted.ok) return wanted;
    const { about, cluster: named } = wanted.value;
    const cluster = chooseCluster(ask.deps.asking.clusters, {
      named,
      pinned: incident.policy.cluster,
      example,
    });
    if (!cluster.ok) return cluster;
    if (about === null && incidentSubject(incident) === null) {
      return refuse({
        kind: 'invalid',
        what: 'The alerts of this incident name nothing in the cluster. Say what to look at.',
        example,
      });
    }
    const allowed = about === null ? ok(null) : withinNamespaces(queryOf(about), await namespacesOf(ask));
    if (!allowed.ok) return allowed;
    const done = await change(ask, incident, { kind: 'ask-diagnosis', about, cluster: cluster.value });
    if (!done.ok) return done;
    return ok(say([`Diagnosing ${cluster.value}. What is found comes in the channel of ${incident.id}.`]));
  },
};

/** As a question it is one that describes the object: who may ask that may have it diagnosed. */
function queryOf({ resource, name, namespace }: DiagnosisTarget): Query {
  const scope: Scope = namespace === null ? { kind: 'all' } : { kind: 'namespace', namespace };
  return { kind: 'describe', target: { resource, name }, scope };
}

function readWanted({ words }: Typed): Result<Wanted> {
  const options = takeQueryOptions(queryWords(words), ['namespace', 'cluster'], example);
  if (!options.ok) return options;
  const target = readTarget(options.value.rest, example);
  if (!target.ok) return target;
  const namespace = readNamespace(options.value, example);
  if (!namespace.ok) return namespace;
  const cluster = readCluster(options.value);
  if (target.value === null) return ok({ about: null, cluster });
  const { resource, name } = target.value;
  return ok({ about: { resource, name, namespace: namespace.value ?? target.value.namespace }, cluster });
}
