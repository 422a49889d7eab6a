import { describe, expect, it } from 'vitest';
import { apiMethods } from '../../../sandbox/slack/methods/registry.ts';
import { startEmulate } from './start-implementation.ts';

describe('what emulate has', () => {
  it('is every method of the sandbox but these, which only the sandbox can show', async () => {
    const emulate = await startEmulate();
    const missing: string[] = [];
    for (const method of Object.keys(apiMethods(() => ''))) {
      const { error } = await emulate.call(method);
      if (error === 'unknown_method' || error === 'http 404') missing.push(method);
    }
    await emulate.stop();

    expect(missing.toSorted()).toEqual([
      'api.test',
      'apps.connections.open',
      'usergroups.list',
      'usergroups.users.list',
      'users.conversations',
    ]);
  });
});
