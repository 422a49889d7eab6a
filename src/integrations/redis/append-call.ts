import { randomUUID } from 'node:crypto';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { factKinds } from '../../domain/fact-kinds.ts';
import { HOUR } from '../../domain/instant.ts';
import { isOpen } from '../../domain/status.ts';
import type { Append } from '../../ports/incident-log.ts';
import type { Chain } from './chain.ts';
import { episodeField, groupMember } from './episode-field.ts';
import { appliedMark, parseEntryId } from './inbox-entry.ts';
import { shortDigest } from './short-digest.ts';
import { sealText } from './snapshot-seal.ts';
import type { StoreKeys } from './store-keys.ts';

/** Longer ago than any storm's window, an incident's declaration need not be remembered. */
const REMEMBER_DECLARED = 24 * HOUR;

type Args = (string | number)[];

/** The keys of append-script.ts, in its order. */
export function appendKeys(keys: StoreKeys, append: Append): string[] {
  const incident = keys.incident(append.incident.id);
  const { incidents } = keys;
  const [alerts, slack] = [keys.inbox('alerts'), keys.inbox('slack')];
  return [
    ...[incident.facts, incident.state, incident.episodes, incident.episodesByFingerprint],
    ...[incident.episodesByGroup, incident.groups],
    ...[incidents.claims, incidents.byChannel, incidents.all, incidents.open, incidents.due],
    ...[incidents.declaredByAlerts, incidents.openStorms],
    keys.answer(shortDigest(append.requestId ?? '')),
    ...[alerts.cursor, alerts.applied, slack.cursor, slack.applied],
  ];
}

/** The arguments of append-script.ts, in its order, and the head that the chain has afterwards. */
export function appendArguments(
  chain: Chain,
  append: Append,
  answerSeconds: number,
): { readonly args: Args; readonly head: string } {
  const { facts, head } = linkedFacts(chain, append);
  const snapshot = JSON.stringify(append.incident);
  const meta = { ...metaOf(append), ...sealOf(chain, append, head, snapshot), head, answerSeconds };
  const args = [
    ...[JSON.stringify(meta), snapshot, JSON.stringify(append.answer ?? null)],
    ...counted(append.claims, ({ key, from }) => [key, from ?? '']),
    ...counted(append.applies, ({ inbox, entry, part }) => {
      const { ms, seq } = parseEntryId(entry);
      return [inbox === 'alerts' ? 1 : 2, ms, seq, appliedMark(entry, part)];
    }),
    ...facts,
    ...episodeArguments(append),
    ...counted(append.groups, (group) => [group.id, JSON.stringify(group)]),
  ];
  return { args, head };
}

function metaOf({ base, facts, incident, nextDueAt, requestId }: Append) {
  const declared = facts.find(({ body }) => body.kind === 'incident.declared');
  return {
    id: incident.id,
    number: incident.number,
    nonce: randomUUID(),
    hasRequest: requestId !== null,
    foldVersion: incident.foldVersion,
    knownKinds: factKinds,
    kinds: [...new Set(facts.map(({ body }) => body.kind))],
    baseVersion: String(base?.incident.version ?? 0),
    baseHead: base?.head ?? '',
    version: String(incident.version),
    isOpen: isOpen(incident.status),
    isStorm: incident.origin === 'storm',
    channels: facts.flatMap(({ body }) => (body.kind === 'channel.opened' ? [body.channel] : [])),
    // Texts, because Lua would write a large number in its own way; absent ones are left out, because a JSON null is true in Lua.
    ...(nextDueAt === null ? {} : { nextDueAt: String(nextDueAt) }),
    ...(declared && incident.origin === 'alert'
      ? {
          declaredByAlertsAt: String(declared.recordedAt),
          forgetDeclaredBefore: String(declared.recordedAt - REMEMBER_DECLARED),
        }
      : {}),
  };
}

function sealOf(chain: Chain, { incident }: Append, head: string, snapshot: string) {
  const seal = chain.link(sealText(incident.id, incident.version, head), snapshot);
  return { seal: seal.mac, sealKey: seal.key };
}

function linkedFacts(chain: Chain, { base, facts, incident }: Append): { facts: Args; head: string } {
  let head = base?.head ?? chain.start(incident.id);
  const args: Args = [facts.length];
  for (const fact of facts) {
    const text = canonicalJson(fact);
    const link = chain.link(head, text);
    args.push(fact.version, text, head, link.mac, link.key);
    head = link.mac;
  }
  return { facts: args, head };
}

function episodeArguments({ episodes }: Append): Args {
  return counted(episodes, (episode) => {
    const field = episodeField(episode);
    return [field, JSON.stringify(episode), groupMember(episode.group, field)];
  });
}

function counted<T>(items: readonly T[], row: (item: T) => Args): Args {
  return [items.length, ...items.flatMap(row)];
}
