import type { Clock } from '../../ports/clock.ts';
import { ClusterFailure } from '../../ports/cluster-failure.ts';
import type { ClusterWriter, ExecutionToken } from '../../ports/cluster-writer.ts';
import { allowedChange } from './allowed-changes.ts';
import { createChangeDoor, NotSent } from './change-door.ts';
import { checkRemoval } from './check-removal.ts';
import type { ClusterAccess } from './cluster-access.ts';
import { asWritten } from './wire-change.ts';

/** Kinds that mean "nobody knows" when they come from a writer. */
const unknown: readonly ClusterFailure['kind'][] = ['away', 'timed-out', 'broken'];

/** What may stand between the parentheses of a User-Agent: `INC-7/3`. */
const PROPOSAL = /^[A-Za-z0-9][\w./:#-]{0,63}$/;

/** How many leases are remembered as used; one is good for a minute or two. */
const REMEMBERED = 1_000;

/** A writer and its connections. */
export type OpenWriter = ClusterWriter & {
  /** Ends all connections; of a request under way nobody knows then what became of it. */
  close(): Promise<void>;
};

/**
 * Changes one cluster. `access` is that of the write identity. `version`: Keyturn's own, for the User-Agent, which
 * names the proposal too, so that the cluster's audit log does. A lease is good for one request. What certainly did not
 * go out is `refused` (or `unauthorized`, without credentials), and says so.
 */
export function createWriter(deps: {
  readonly access: ClusterAccess;
  readonly clock: Clock;
  readonly version: string;
}): OpenWriter {
  const door = createChangeDoor({ mode: 'writing', access: deps.access, clock: deps.clock });
  const used = new Set<string>();
  return {
    async write(token, request, until) {
      const target = allowedChange(request);
      checkRemoval(request, target);
      use(used, token);
      const userAgent = `keyturn/${deps.version} (${token.proposal})`;
      try {
        return (await door.send({ wire: asWritten(request), target, userAgent, until })).answer;
      } catch (error) {
        throw error instanceof NotSent ? certain(error) : error;
      }
    },
    close: () => door.close(),
  };
}

function use(used: Set<string>, { proposal, lease }: ExecutionToken): void {
  if (!PROPOSAL.test(proposal) || lease === '') throw notSent('it has no lease of a proposal');
  if (used.has(lease)) throw notSent('this lease was used already');
  used.add(lease);
  const [oldest] = used;
  if (used.size > REMEMBERED && oldest !== undefined) used.delete(oldest);
}

/** The kinds that stand for an unknown outcome must not be used for a certain one. */
function certain(failure: NotSent): ClusterFailure {
  return unknown.includes(failure.kind) ? notSent(failure.detail, failure) : failure;
}

function notSent(why: string, cause?: unknown): ClusterFailure {
  return new ClusterFailure('refused', { detail: `nothing was sent: ${why}`, cause });
}
