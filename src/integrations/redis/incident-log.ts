import { foldLog } from '../../domain/evolve.ts';
import type { Fact, IncidentId } from '../../domain/fact.ts';
import { FOLD_VERSION, type Incident } from '../../domain/incident.ts';
import { HOUR, SECOND } from '../../domain/instant.ts';
import { Misconfigured } from '../../ports/failures.ts';
import type { Append, AppendOutcome, IncidentLog, Loaded } from '../../ports/incident-log.ts';
import { appendArguments, appendKeys } from './append-call.ts';
import { appendScript } from './append-script.ts';
import type { Chain } from './chain.ts';
import { followChain, readOutline } from './follow-chain.ts';
import { reachRedis } from './reach-redis.ts';
import type { RedisConnection } from './redis-connection.ts';
import { AppendReply, StreamEntries } from './reply-schema.ts';
import { runScript } from './run-script.ts';
import { shortDigest } from './short-digest.ts';
import { isSealed } from './snapshot-seal.ts';
import type { StoreKeys } from './store-keys.ts';
import { StoredFact, StoredIncident } from './stored-schema.ts';

export type IncidentLogDeps = {
  readonly redis: RedisConnection;
  readonly keys: StoreKeys;
  readonly chain: Chain;
  /** How long an answer can be asked for again. Milliseconds; 24 hours if left out. */
  readonly keepAnswers?: number;
};

/** Facts read in one go: a fact with thousands of alerts has megabytes. */
const FACTS_PER_READ = 200;

/**
 * The incidents' logs in Redis: one stream per incident, appended to by one script. Throws Unavailable; and
 * Misconfigured when this process must not write an incident: `newer-fold` and `unknown-fact` (a newer version wrote
 * it), `log-is-ahead` (the snapshot is older than the log), `snapshot-changed`, `log-damaged` and `log-is-behind` (it was
 * tampered with: run `keyturn verify`), `chain-key-unknown` (the key that sealed it is not configured any more).
 */
export function createIncidentLog(deps: IncidentLogDeps): IncidentLog {
  const { redis, keys } = deps;
  return {
    load: (id) => load(deps, id),
    append: (append) => appendTo(deps, append),
    facts: (id, range = {}) => readFacts(deps, id, range.from ?? 1, range.to ?? Number.MAX_SAFE_INTEGER),
    async answerTo(requestId) {
      const answer = await reachRedis(redis.get(keys.answer(shortDigest(requestId))));
      return answer === null ? undefined : JSON.parse(answer);
    },
    nextNumber: () => reachRedis(redis.incr(keys.incidents.lastNumber)),
  };
}

/**
 * The snapshot, after its seal was looked at: whoever can write to Redis but has no chain key can't make an approval up,
 * and what they forged is never sealed anew by an append of ours.
 */
async function load(deps: IncidentLogDeps, id: IncidentId): Promise<Loaded | null> {
  const { redis, keys } = deps;
  const fields = ['version', 'head', 'snapshot', 'seal', 'sealKey'] as const;
  const [version, head, snapshot, seal, sealKey] = await reachRedis(
    redis.hmget(keys.incident(id).state, ...fields),
  );
  if (!snapshot || !head) return null;
  const state = { version: Number(version), head, snapshot, seal: seal ?? '', sealKey: sealKey ?? '' };
  const sealed = isSealed(deps.chain, id, state);
  if (sealed !== true) throw new Misconfigured(sealed === null ? 'chain-key-unknown' : 'snapshot-changed');
  const incident = StoredIncident.parse(snapshot);
  if (incident.foldVersion >= FOLD_VERSION) return { incident, head };
  // Folded by an older version, which left out what this one wants to know. The log has it all.
  const folded = await foldAnew(deps, id, incident.version);
  return { incident: folded, head };
}

/** The chain of the facts is followed as well: the new snapshot will be sealed, and a seal must be worth something. */
async function foldAnew(deps: IncidentLogDeps, id: IncidentId, version: number): Promise<Incident> {
  const outline = await readOutline(deps, id);
  const facts: Fact[] = [];
  const report =
    outline &&
    (await followChain(deps, id, outline, ({ fields }) => facts.push(StoredFact.parse(fields.fact))));
  if (!report || report.damages.length > 0) throw new Misconfigured('log-damaged');
  const folded = foldLog(id, facts.slice(0, version));
  if (folded?.version !== version) throw new Misconfigured('log-is-behind');
  return folded;
}

async function appendTo(deps: IncidentLogDeps, append: Append): Promise<AppendOutcome> {
  checkVersions(append);
  const answerSeconds = Math.ceil((deps.keepAnswers ?? 24 * HOUR) / SECOND);
  const { args, head } = appendArguments(deps.chain, append, answerSeconds);
  const reply = AppendReply.parse(
    await runScript(deps.redis, appendScript, appendKeys(deps.keys, append), args),
  );
  switch (reply[0]) {
    case 'appended':
      return { outcome: 'appended', loaded: { incident: append.incident, head } };
    case 'repeated':
      return { outcome: 'repeated', answer: JSON.parse(reply[1]) };
    case 'claimed':
      return { outcome: 'claimed', key: reply[1], by: reply[2] };
    case 'conflict':
    case 'already-applied':
      return { outcome: reply[0] };
    default:
      throw new Misconfigured(reply[0]);
  }
}

/** A log with a hole could not be folded: a mistake of the caller, caught before it is written. */
function checkVersions({ base, facts, incident }: Append): void {
  let version = base?.incident.version ?? 0;
  for (const fact of facts) {
    version += 1;
    if (fact.version !== version)
      throw new RangeError('the facts do not follow the version they are based on');
  }
  if (version === 0 || incident.version !== version)
    throw new RangeError('the incident is not the fold of these facts');
}

async function readFacts(
  { redis, keys }: IncidentLogDeps,
  id: IncidentId,
  from: number,
  to: number,
): Promise<readonly Fact[]> {
  const facts: Fact[] = [];
  for (let next = from; next <= to; ) {
    const entries = StreamEntries.parse(
      await reachRedis(
        redis.xrange(keys.incident(id).facts, `${next}-0`, `${to}-0`, 'COUNT', FACTS_PER_READ),
      ),
    );
    for (const { fields } of entries) facts.push(StoredFact.parse(fields.fact));
    const last = entries.at(-1);
    if (!last || entries.length < FACTS_PER_READ) break;
    next = Number.parseInt(last.id, 10) + 1;
  }
  return facts;
}
