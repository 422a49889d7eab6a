import { describe, it } from 'vitest';
import { playKilled } from './killed-round.ts';

const TIMEOUT = 180_000;

describe('an executor that is killed', () => {
  it('before a request, after it and while it looks leaves each change done once or not at all, and the next tells which', {
    timeout: TIMEOUT,
  }, async () => {
    await playKilled([
      { action: 'restart', point: 'unsent' },
      { action: 'restart', point: 'unheard' },
      { action: 'restart', point: 'looked-at' },
      { action: 'scale', point: 'lost' },
      { action: 'scale', point: 'unheard' },
      { action: 'scale', point: 'looked-at' },
      { action: 'delete-pod', point: 'lost' },
      { action: 'delete-pod', point: 'unheard' },
      { action: 'delete-pod', point: 'looked-at' },
    ]);
  });
});
