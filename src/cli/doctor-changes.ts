import type { ProcessRole } from '../app/process-roles.ts';
import { VERSION } from '../app/version.ts';
import type { Config } from '../config/load-config.ts';
import type { Instant } from '../domain/instant.ts';
import { freezeEnd } from '../domain/proposal/freeze-end.ts';
import type { GateRules } from '../domain/proposal/gate-rules.ts';
import { createInspection } from '../integrations/kubernetes/create-inspection.ts';
import { systemClock } from '../integrations/system/system-clock.ts';
import type { Directory } from '../ports/directory.ts';
import type { Examined } from './doctor.ts';
import { examineApprovers } from './doctor-approvers.ts';
import { examineChanger } from './doctor-changer.ts';

/** Several hundred questions to one API server. Milliseconds. */
const PATIENCE = 60_000;

/** Everything that a change to a cluster needs: identities for writing, approvers, and no freeze. Changes nothing. */
export async function examineChanges(deps: {
  readonly config: Config;
  readonly directory: Directory;
  readonly roles: ReadonlySet<ProcessRole>;
}): Promise<readonly Examined[]> {
  const { config, directory, roles } = deps;
  if (config.gate === null) {
    const line = 'none is offered, because the configuration has no actions.';
    return [{ what: 'changes to clusters', state: 'fine', lines: [line] }];
  }
  const changers = roles.has('executor')
    ? await Promise.all(config.changeable.map((cluster) => examineOne(cluster, config)))
    : config.changeable.map(({ name }) => leftOut(name));
  return [
    ...changers,
    ...(await examineApprovers(directory, config.gate)),
    ...examineFreezes(config.gate, systemClock.now()),
  ];
}

async function examineOne(
  { name, access }: Config['changeable'][number],
  { clusters, gate }: Config,
): Promise<Examined> {
  const made = { clock: systemClock, version: VERSION };
  const writer = createInspection({ name, access }, made);
  const reading = clusters.find((cluster) => cluster.name === name);
  const reader = createInspection({ name, access: reading?.access ?? access }, made);
  const allowances = gate?.allowances.filter(({ cluster }) => cluster === name) ?? [];
  try {
    return await examineChanger(name, { writer, reader, allowances, until: systemClock.now() + PATIENCE });
  } finally {
    await Promise.all([writer.close(), reader.close()]);
  }
}

function leftOut(name: string): Examined {
  const line = 'not examined: only an executor has the identity for writing.';
  return { what: `changes in ${name}`, state: 'fine', lines: [line] };
}

/** The freezes that hold at a moment, each with its end and who may override it. */
export function examineFreezes({ freezes }: GateRules, at: Instant): readonly Examined[] {
  return freezes.flatMap(({ name, time, approvers }): Examined[] => {
    const until = freezeEnd(time, at);
    if (until === null) return [];
    const who = approvers.flatMap((roster) => (roster.kind === 'usergroup' ? [roster.group] : roster.users));
    const may =
      who.length === 0
        ? 'nobody may approve what it is about'
        : `only ${who.join(', ')} may approve what it is about`;
    const line = `it holds until ${new Date(until).toISOString()}: ${may}.`;
    return [{ what: `freeze ${name}`, state: 'warning', lines: [line] }];
  });
}
