import type { ClusterEvent } from '../domain/cluster/event.ts';
import type { Lookup } from '../domain/cluster/lookup.ts';
import type { Pod } from '../domain/cluster/pod.ts';

/** Which probe the kubelet killed a container for. */
export type ProbeKill = { readonly event: ClusterEvent; readonly probe: 'liveness' | 'startup' };

/**
 * The kubelet's kills of a container because of a failed probe, the oldest first. Only the event says that it was a
 * probe: the status has exit code 137 or 143 and the reason Error, as after any other kill.
 */
export function probeKills(lookup: Lookup, pod: Pod, container: string): readonly ProbeKill[] {
  return lookup.eventsAbout(pod).flatMap((event): readonly ProbeKill[] => {
    if (event.reason !== 'Killing') return [];
    const said = /^Container (\S+) failed (liveness|startup) probe/.exec(event.message);
    if (said?.[1] !== container) return [];
    return [{ event, probe: said[2] === 'startup' ? 'startup' : 'liveness' }];
  });
}
