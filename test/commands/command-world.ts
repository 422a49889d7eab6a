import type { CommandDeps } from '../../src/commands/ask.ts';
import { createCommandDoor } from '../../src/commands/create-command-door.ts';
import type { Reply, Submitted } from '../../src/commands/door.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { Episode } from '../../src/domain/alert.ts';
import { evolveAll } from '../../src/domain/evolve.ts';
import type { Fact, FactBody, Happening } from '../../src/domain/fact.ts';
import type { FormValues } from '../../src/domain/form.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { GateRules } from '../../src/domain/proposal/gate-rules.ts';
import { ALERTS, aDeclaration, aPolicy, happened, NOON } from '../builders/incident.ts';
import { fakeDigests } from '../fakes/digests.ts';
import { createFakeDirectory } from '../fakes/directory.ts';
import { createFakeEvidenceStore } from '../fakes/evidence-store.ts';
import { createIncidentStore } from '../fakes/incident-store.ts';
import { createFakeJobs } from '../fakes/jobs.ts';
import { plainText } from './plain-text.ts';

type By = { readonly as?: string; readonly from?: string; readonly requestId?: string };

/** A bot without Slack: commands go in as Slack would send them, what the asker reads comes out. */
export function createCommandWorld({
  asking = { clusters: ['prod-eu1'], rules: [] },
  groups = {},
  gate = null,
}: {
  asking?: CommandDeps['asking'];
  groups?: Record<string, readonly string[]>;
  gate?: CommandDeps['gate'];
} = {}) {
  const store = createIncidentStore();
  const jobs = createFakeJobs();
  const evidence = createFakeEvidenceStore();
  let now = NOON;
  const reacted: string[] = [];
  const warned: string[] = [];
  let requests = 0;
  let numbered = 0;
  const directory = createFakeDirectory(groups);
  let rules: GateRules | null = gate;
  const door = createCommandDoor({
    ...store,
    jobs,
    chat: { react: async (message, emoji) => void reacted.push(`${emoji} ${message.ts}`) },
    marking: { saved: 'white_check_mark' },
    logger: {
      info: () => undefined,
      warn: (_, message) => void warned.push(message),
      error: () => undefined,
    },
    metrics: { count: () => undefined, observe: () => undefined },
    clock: { now: () => now },
    directory,
    digests: fakeDigests,
    asking,
    get gate() {
      return rules;
    },
    evidence,
    defaultPolicy: aPolicy({ severity: 'sev3', cluster: null }),
  });
  const asker = ({ as = 'UANA', from = 'C1', requestId }: By) => {
    requests += 1;
    return { user: as, channel: from, requestId: requestId ?? `request-${requests}` };
  };

  return {
    store,
    woken: jobs.woken,
    reacted,
    warned,
    evidence,
    door,
    /** Puts an incident into the log: with a channel `C<number>` unless it is in triage. */
    async has(
      given: Partial<Parameters<typeof aDeclaration>[0]> & { number?: number } = {},
      bodies: readonly (FactBody | Happening)[] = [],
      by: Actor = ALERTS,
      episodes: readonly Episode[] = [],
    ): Promise<Incident> {
      const number = given.number ?? 1;
      while (numbered < number) numbered = await store.log.nextNumber();
      const channel: readonly FactBody[] =
        given.status === 'triage'
          ? []
          : [{ kind: 'channel.opened', channel: `C${number}`, name: `inc-${number}`, adopted: false }];
      const { facts, incident } = evolveAll(
        null,
        [
          happened(aDeclaration({ ...given, number }), { by }),
          ...[...channel, ...bodies].map((body) => ('body' in body ? body : happened(body))),
        ],
        NOON,
        { id: `INC-${number}` },
      );
      const outcome = await store.log.append({
        base: null,
        facts,
        incident,
        nextDueAt: null,
        requestId: null,
        answer: null,
        episodes,
        groups: [],
        claims: [],
        applies: [],
      });
      if (outcome.outcome !== 'appended') throw new Error(outcome.outcome);
      return incident;
    },
    reply: (text: string, by: By = {}): Promise<Reply> => door.command(asker(by), text),
    /** What the asker reads. */
    async types(text: string, by: By = {}): Promise<string> {
      return read(await door.command(asker(by), text));
    },
    async presses(action: string, value: string, by: By = {}): Promise<string> {
      return read(await door.button(asker(by), action, value, null));
    },
    press: (action: string, value: string, by: By = {}) => door.button(asker(by), action, value, null),
    submit: (form: string, subject: string, values: FormValues, by: By = {}): Promise<Submitted> =>
      door.submit(asker(by), form, subject, values),
    async incident(number = 1): Promise<Incident> {
      const loaded = await store.log.load(`INC-${number}`);
      if (!loaded) throw new Error(`no INC-${number}`);
      return loaded.incident;
    },
    async lastFact(number = 1): Promise<Fact> {
      const fact = (await store.log.facts(`INC-${number}`)).at(-1);
      if (!fact) throw new Error(`no fact in INC-${number}`);
      return fact;
    },
    async facts(number = 1): Promise<number> {
      return (await store.log.facts(`INC-${number}`)).length;
    },
    isAt(at: number) {
      now = at;
    },
    isIn(timeZone: string) {
      directory.timeZone = async () => timeZone;
    },
    directory,
    /** The rules of changes as they are from now on. */
    rulesAre(next: GateRules | null) {
      rules = next;
    },
  };
}

export type CommandWorld = ReturnType<typeof createCommandWorld>;

/** A reply as the asker reads it; a form as its name and title. */
export function read(reply: Reply): string {
  if (reply.kind === 'say') return plainText(reply.document);
  return reply.kind === 'form' ? `[form ${reply.form.name}: ${reply.form.title}]` : '[nothing]';
}
