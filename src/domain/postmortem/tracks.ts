import type { Instant } from '../instant.ts';
import { MINUTE } from '../instant.ts';
import { instantOfTs } from '../message-ts.ts';
import type { Material } from './material.ts';
import type { PostmortemTracks } from './postmortem.ts';
import { isWritten } from './written-message.ts';

type Statuses = PostmortemTracks['statuses'];
type Roles = PostmortemTracks['roles'];

/** What is drawn along the time besides alerts and changes: statuses, who held which role, how much was written. */
export function tracks(material: Material): PostmortemTracks {
  return { statuses: statuses(material), roles: roles(material), messages: messages(material) };
}

function statuses({ facts }: Material): Statuses {
  let wasOpened = false;
  const moves = facts.flatMap(({ body, at }): Statuses => {
    switch (body.kind) {
      case 'incident.declared':
        wasOpened = body.status !== 'triage';
        return [{ at, status: body.status }];
      case 'status.changed':
        wasOpened ||= body.from === 'triage' && body.to !== 'resolved';
        return [{ at, status: body.to }];
      case 'incident.cancelled':
        return [{ at, status: 'cancelled' }];
      case 'incident.reopened':
        // What nobody ever accepted goes back to where somebody may accept it.
        return [{ at, status: wasOpened ? 'investigating' : 'triage' }];
      default:
        return [];
    }
  });
  return moves.toSorted((a, b) => a.at - b.at);
}

function roles({ facts, parties }: Material): Roles {
  const held = new Map<string, Roles[number]>();
  const over: Roles[number][] = [];
  const end = (role: string, to: Instant) => {
    const holder = held.get(role);
    if (holder) over.push({ ...holder, to });
    held.delete(role);
  };
  for (const { body, at } of facts) {
    if (body.kind !== 'role.assigned' && body.kind !== 'role.vacated') continue;
    end(body.role, at);
    if (body.kind === 'role.assigned') {
      held.set(body.role, { role: body.role, who: parties.ofUser(body.user), from: at, to: null });
    }
  }
  return [...over, ...held.values()].toSorted(
    (a, b) => a.from - b.from || (a.role < b.role ? -1 : a.role > b.role ? 1 : 0),
  );
}

function messages({ messages: all }: Material): PostmortemTracks['messages'] {
  const counts = new Map<Instant, number>();
  for (const record of all) {
    const at = instantOfTs(record.ts);
    if (!isWritten(record) || !Number.isFinite(at)) continue;
    const minute = Math.floor(at / MINUTE) * MINUTE;
    counts.set(minute, (counts.get(minute) ?? 0) + 1);
  }
  return [...counts].toSorted(([a], [b]) => a - b).map(([minute, count]) => ({ minute, count }));
}
