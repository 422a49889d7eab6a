import { describe, expect, it } from 'vitest';
import { loadStory, storyNames } from '../../../sandbox/stories/load-story.ts';
import {
  condition,
  type Event,
  type Lease,
  lastSeen,
  type Meta,
  type Node,
  ofKind,
  type Pod,
} from './kinds.ts';
import { told } from './told.ts';

const hour = 3_600_000;
const moments = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/** Every moment in a value, without when a pod being deleted will be gone. */
function momentsIn(value: unknown): string[] {
  const { deletionTimestamp: _deadline, ...rest } =
    (value as { metadata?: Record<string, unknown> }).metadata ?? {};
  const text = JSON.stringify(value && typeof value === 'object' ? { ...value, metadata: rest } : value);
  return text.match(moments) ?? [];
}

describe.each(storyNames())('the times in %s', (name) => {
  const { story, objects, logs } = told(name);
  const now = Date.parse(story.now);

  it('lie before now', () => {
    const late = [...objects, ...logs].flatMap((value) =>
      momentsIn(value).filter((moment) => Date.parse(moment) > now),
    );
    expect(late).toEqual([]);
  });

  it('keep their order: onset, alerts, now', () => {
    const onset = Date.parse(story.onset);
    for (const { startsAt } of story.alerts) {
      expect(Date.parse(startsAt)).toBeGreaterThanOrEqual(onset);
      expect(Date.parse(startsAt)).toBeLessThanOrEqual(now);
    }
    if (story.change) expect(Date.parse(story.change.at)).toBeLessThanOrEqual(onset);
  });

  it('leave no event that the API server would have forgotten after an hour', () => {
    const forgotten = ofKind<Event>(objects, 'Event').filter(
      (event) => now - Date.parse(lastSeen(event)) > hour,
    );
    expect(forgotten.map(({ metadata, reason }) => `${metadata.name} ${reason}`)).toEqual([]);
  });

  it('start nothing before it was made, and end nothing before it started', () => {
    for (const pod of ofKind<Pod>(objects, 'Pod')) {
      const made = Date.parse(pod.metadata.creationTimestamp);
      for (const { state, lastState } of pod.status.containerStatuses ?? []) {
        const before = lastState.terminated;
        const run = state.running?.startedAt ?? state.terminated?.startedAt;
        for (const start of [before?.startedAt, run]) {
          if (start && !start.startsWith('1970')) expect(Date.parse(start)).toBeGreaterThanOrEqual(made);
        }
        if (before && run) expect(Date.parse(run)).toBeGreaterThanOrEqual(Date.parse(before.finishedAt));
      }
    }
  });

  it('put no pod on a node before that node was there', () => {
    const joined = new Map(
      ofKind<Node>(objects, 'Node').map(({ metadata }) => [metadata.name, metadata.creationTimestamp]),
    );
    const early = ofKind<Pod>(objects, 'Pod').filter(
      ({ metadata, spec }) => metadata.creationTimestamp < (joined.get(spec.nodeName ?? '') ?? ''),
    );
    expect(early.map(({ metadata }) => metadata.name)).toEqual([]);
  });

  it('make no managed field older than its object', () => {
    for (const { metadata } of objects as unknown as { metadata: Meta }[]) {
      for (const { time } of metadata.managedFields ?? []) {
        expect(time >= metadata.creationTimestamp, `${metadata.name}: ${time}`).toBe(true);
      }
    }
  });

  it('show a fresh lease for each ready node, and a stale one for each that fell silent', () => {
    const leases = new Map(ofKind<Lease>(objects, 'Lease').map((lease) => [lease.metadata.name, lease]));
    for (const node of ofKind<Node>(objects, 'Node')) {
      const age = now - Date.parse(leases.get(node.metadata.name)?.spec.renewTime ?? '');
      expect([node.metadata.name, age <= 40_000]).toEqual([
        node.metadata.name,
        condition(node, 'Ready').status !== 'Unknown',
      ]);
    }
  });
});

describe('a story at another time', () => {
  it('moves every timestamp by the same whole seconds', () => {
    const [name = ''] = storyNames();
    const at = Date.parse(told(name).story.now);
    const later = loadStory(name, { now: at + 90_061_999 });

    const before = momentsIn(told(name)).filter((moment) => !moment.startsWith('1970'));
    const after = momentsIn(later).filter((moment) => !moment.startsWith('1970'));

    expect(before.length).toBeGreaterThan(1000);
    expect(after.map((moment) => Date.parse(moment) - 90_061_000)).toEqual(
      before.map((moment) => Date.parse(moment)),
    );
    expect(Date.parse(later.story.now)).toBe(at + 90_061_000);
  });
});
