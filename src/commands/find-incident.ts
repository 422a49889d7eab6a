import type { IncidentId } from '../domain/fact.ts';
import type { Incident } from '../domain/incident.ts';
import { maySee } from '../domain/may-see.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { Ask } from './ask.ts';
import type { Target } from './grammar/command-line.ts';

/** The incident whose channel this is, or null. */
export async function incidentHere(ask: Ask, channel = ask.asker.channel): Promise<Incident | null> {
  const id = await ask.deps.index.byChannel(channel);
  return id === null ? null : ((await ask.deps.log.load(id))?.incident ?? null);
}

/** An incident by its id. One that is private and none of the asker's business is refused like one that does not exist. */
export async function incidentById(ask: Ask, id: IncidentId): Promise<Result<Incident>> {
  const incident = (await ask.deps.log.load(id))?.incident;
  if (incident && maySee(incident, ask.asker)) return ok(incident);
  return refuse({
    kind: 'not-found',
    what: `There is no ${id}, or it is private and you are not in it.`,
    example: '/incident list',
  });
}

/** The incident that a command is about: the one it names, else the channel's; the refusal says how to name one. */
export async function incidentFor(ask: Ask, target: Target | null, verb: string): Promise<Result<Incident>> {
  if (target?.kind === 'id') return incidentById(ask, target.id);
  const here = await incidentHere(ask, target?.channel);
  if (here) {
    return maySee(here, ask.asker)
      ? ok(here)
      : refuse({
          kind: 'not-found',
          what: 'That channel has no incident that you can see.',
          example: '/incident list',
        });
  }
  const open = (await ask.deps.index.open()).filter((incident) => maySee(incident, ask.asker));
  const newest = open[0];
  return refuse({
    kind: 'not-found',
    what: newest
      ? `${target ? 'That' : 'This'} channel has no incident. Put the incident’s number first.`
      : `${target ? 'That' : 'This'} channel has no incident, and no incident is open.`,
    example: newest
      ? `/incident ${newest.id} ${verb}`.trimEnd()
      : '/incident declare sev2 Checkout rejects cards',
  });
}
