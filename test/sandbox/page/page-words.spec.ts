import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asTyped, followsOn } from '../../../sandbox/page/public/message-words.js';
import { suggest } from '../../../sandbox/page/public/suggestions.js';
import { typedText } from '../../../sandbox/page/typed-text.ts';
import { startWorkspace } from '../workspace.ts';

const person = (name: string) => ({ id: `U-${name}`, name, realName: name, deleted: false });
const state = {
  commands: [{ command: '/incident', description: 'Work an incident', usageHint: 'help' }],
  people: [person('ana'), person('ben'), person('bella')],
  groups: [{ handle: 'backend' }],
  channels: [{ name: 'incidents' }, { name: 'general' }],
};
const offered = (before: string) => suggest(before, state).options.map(({ insert }) => insert);

describe('what the box suggests', () => {
  it('is the declared commands after a slash at the start, until one is typed out', () => {
    expect(offered('/inc')).toEqual(['/incident ']);
    expect(offered('/incident')).toEqual([]);
    expect(offered('and /inc')).toEqual([]);
  });

  it('is people and groups after an @, channels after a #, wherever a word begins', () => {
    expect(offered('ask @b')).toEqual(['@ben ', '@bella ', '@backend ']);
    expect(offered('see #GEN')).toEqual(['#general ']);
    expect(offered('mail ana@b')).toEqual([]);
  });
});

describe('a message of a person', () => {
  it('is shown for editing as it was typed, whatever was typed', async () => {
    const { slack } = await startWorkspace({ userGroups: [{ handle: 'backend', members: ['ana'] }] });
    const { members, channels, userGroups } = slack.world;
    const names = {
      people: Object.fromEntries([...members.values()].map((one) => [one.id, one])),
      channels: Object.fromEntries([...channels.values()].map(({ id, name }) => [id, name])),
      groups: Object.fromEntries([...userGroups.values()].map(({ id, handle }) => [id, handle])),
    };
    const parts = fc.constantFrom(
      '@ben',
      '@backend',
      '@nobody',
      '#general',
      'https://a.example/?b=1&c',
      '<b>',
      '&lt;',
      ' ',
      '(',
      '@here',
      '.',
    );
    const texts = fc.array(fc.oneof(parts, fc.string())).map((words) => words.join(''));

    fc.assert(
      fc.property(texts, (text) => {
        expect(asTyped(typedText(slack.world, text), names)).toBe(text);
      }),
    );
  });

  it('stands under the one before it without a head if the same person wrote both within five minutes', () => {
    const first = { ts: '1000.1', user: 'U1' };

    expect(followsOn({ ts: '1200.1', user: 'U1' }, first)).toBe(true);
    expect(followsOn({ ts: '1400.1', user: 'U1' }, first)).toBe(false);
    expect(followsOn({ ts: '1200.1', user: 'U2' }, first)).toBe(false);
    expect(followsOn({ ts: '1200.1', user: 'U1', isOnlyForYou: true }, first)).toBe(false);
    expect(followsOn({ ts: '1200.1', user: 'U1' }, { ...first, subtype: 'channel_join' })).toBe(false);
  });
});
