import type { ObjectRef } from '../domain/cluster/object-ref.ts';
import type { Incident } from '../domain/incident.ts';
import { knownObjects } from '../domain/known-objects.ts';
import { clusterOf } from '../domain/query/choose-cluster.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { DoSubject } from '../domain/wording/do-subject.ts';
import type { Ask } from './ask.ts';
import type { Reply } from './door.ts';
import { doForm, type KnownChange } from './forms/do-form.ts';
import { offeredHere } from './offered-here.ts';

/** Opens the form that proposes a change, filled with what is known; refused where nothing is offered. */
export async function openDoForm(
  ask: Ask,
  incident: Incident,
  known: KnownChange = {},
  from: Partial<Omit<DoSubject, 'id'>> = {},
): Promise<Result<Reply>> {
  const offered = offeredHere(ask, incident);
  if (offered.length === 0) return nothingOffered(incident);
  // What to do is known: then the form asks for that alone, which is half of it on a phone.
  const wanted = known.action === undefined ? offered : offered.filter(({ name }) => name === known.action);
  if (wanted.length === 0) {
    return refuse({
      kind: 'forbidden',
      what: `“${known.action}” is not offered here. Offered are ${offered.map(({ name }) => name).join(', ')}.`,
    });
  }
  const { clusters } = ask.deps.asking;
  const form = doForm({
    incident,
    subject: { id: incident.id, finding: null, undoes: null, ...from },
    offered: wanted,
    objects: await objectsOf(ask, incident),
    clusters: clusterOf(clusters, incident.policy.cluster) === null ? clusters : [],
    known,
  });
  return ok({ kind: 'form', form });
}

/** Nothing can be changed where nothing is configured. */
export function nothingOffered({ id, policy }: Incident): Result<never> {
  const where = policy.cluster === null ? '' : ` in ${policy.cluster}`;
  return refuse({
    kind: 'forbidden',
    what: `No change is offered${where}, so nothing can be proposed in ${id}. Whoever runs Keyturn can offer some (“actions” in its configuration).`,
  });
}

/** The last diagnosis is one fact of the log: the snapshot says which. */
async function objectsOf({ deps }: Ask, incident: Incident): Promise<readonly ObjectRef[]> {
  const version = incident.investigation.diagnosis.toTell?.version;
  if (version === undefined) return knownObjects(incident, null);
  const [fact] = await deps.log.facts(incident.id, { from: version, to: version });
  return knownObjects(incident, fact?.body.kind === 'diagnosis.completed' ? fact.body : null);
}
