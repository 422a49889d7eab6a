import { describe, expect, it } from 'vitest';
import type { Document } from '../../src/domain/document.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { RateLimited } from '../../src/ports/failures.ts';
import { refreshViews } from '../../src/workflows/refresh-views.ts';
import type { StepDeps } from '../../src/workflows/steps/step-deps.ts';
import { alertsChanged } from '../builders/alerts.ts';
import { inChannel, NOON } from '../builders/incident.ts';
import { createFakeSideNotes } from '../fakes/side-notes.ts';

/** A Slack that only remembers the edits, and a clock that never stands still. */
function aWorld(update: (document: Document) => Promise<void> = async () => {}) {
  const edits: Document[] = [];
  let now = NOON;
  const deps = {
    clock: { now: () => ++now },
    episodes: { lastSeenAt: async () => NOON },
    sideNotes: createFakeSideNotes(),
    chat: {
      async update(_: unknown, document: Document) {
        await update(document);
        edits.push(document);
      },
    },
    logger: { info() {}, warn() {}, error() {} },
  } as unknown as StepDeps;
  return {
    edits,
    refresh: (incident: Incident) => refreshViews(deps, incident),
    passes(milliseconds: number) {
      now += milliseconds;
    },
  };
}

describe('messages that are edited in place', () => {
  it('costs no call while nothing changed but the time', async () => {
    const { edits, refresh } = aWorld();
    const incident = inChannel();

    await refresh(incident);
    await refresh(incident);
    await refresh(incident);

    expect(edits).toHaveLength(1);
  });

  it('is edited when the incident changed', async () => {
    const { edits, refresh, passes } = aWorld();

    await refresh(inChannel());
    passes(1_500);
    await refresh(inChannel([alertsChanged({ firing: 3 })]));

    expect(edits).toHaveLength(2);
  });

  it('waits a moment after an edit, so that many changes are one edit', async () => {
    const { edits, refresh, passes } = aWorld();
    await refresh(inChannel());

    const comeAgain = await refresh(inChannel([alertsChanged({ firing: 2 })]));
    await refresh(inChannel([alertsChanged({ firing: 3 })]));
    expect(edits).toHaveLength(1);
    passes(1_500);
    await refresh(inChannel([alertsChanged({ firing: 4 })]));

    expect(comeAgain).toBeGreaterThan(NOON);
    expect(edits).toHaveLength(2);
  });

  it('tries again what the budget did not allow', async () => {
    let allowed = false;
    const { edits, refresh } = aWorld(async () => {
      if (!allowed) throw new RateLimited('budget-used-up', NOON);
    });

    await expect(refresh(inChannel())).rejects.toThrow('budget-used-up');
    allowed = true;
    await refresh(inChannel());

    expect(edits).toHaveLength(1);
  });
});
