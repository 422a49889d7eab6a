import { describe, expect, it } from 'vitest';
import { examineChanger } from '../../src/cli/doctor-changer.ts';
import { examineFreezes } from '../../src/cli/doctor-changes.ts';
import { HOUR } from '../../src/domain/instant.ts';
import { ClusterFailure } from '../../src/ports/cluster-failure.ts';
import { aGateRules, aGroup, aMatch } from '../builders/gate-rules.ts';
import { NOON } from '../builders/incident.ts';

const whoIs = (user: string | null, uid = 'u-1') => ({
  who: async () => ({
    user,
    cluster: { name: 'prod-eu1', uid, server: '10.0.0.1:6443', version: 'v1.34.1' },
  }),
});
const able = (over: { missing?: readonly string[]; surplus?: readonly string[] } = {}) => ({
  rights: async () => ({ missing: [], surplus: [], ...over }),
});
const asked = { allowances: aGateRules().allowances, until: NOON };

describe('the identity for writing', () => {
  it('is fine when it is another than the one for reading and may do what is offered', async () => {
    const writer = { ...whoIs('executor'), ...able() };

    expect(await examineChanger('prod-eu1', { ...asked, writer, reader: whoIs('reader') })).toEqual({
      what: 'changes in prod-eu1',
      state: 'fine',
      lines: ['made by executor at 10.0.0.1:6443, who may do what is offered and no more.'],
    });
  });

  it('is bad when it is the one for reading', async () => {
    const writer = { ...whoIs('bot'), ...able() };
    const { state, lines } = await examineChanger('prod-eu1', { ...asked, writer, reader: whoIs('bot') });

    expect(state).toBe('bad');
    expect(lines).toContain(
      'It is also the identity for reading, which must be harmless: give the executor one of its own.',
    );
  });

  it('is bad when it is one of another cluster', async () => {
    const writer = { ...whoIs('executor', 'u-2'), ...able() };
    const { state, lines } = await examineChanger('prod-eu1', { ...asked, writer, reader: whoIs('reader') });

    expect(state).toBe('bad');
    expect(lines.join('\n')).toContain('two clusters: uid u-1 (10.0.0.1:6443) and uid u-2.');
  });

  it('is bad when it lacks rights, each named', async () => {
    const writer = { ...whoIs('executor'), ...able({ missing: ['patch pods in shop (for quarantine)'] }) };
    const { state, lines } = await examineChanger('prod-eu1', { ...asked, writer, reader: whoIs('reader') });

    expect(state).toBe('bad');
    expect(lines).toContain('- patch pods in shop (for quarantine)');
  });

  it('is warned of when it has more rights than actions need, or nobody knows who it is', async () => {
    const more = { ...whoIs('executor'), ...able({ surplus: ['get secrets in the whole cluster'] }) };
    const nameless = { ...whoIs(null), ...able() };

    const found = await examineChanger('prod-eu1', { ...asked, writer: more, reader: whoIs('reader') });
    expect(found).toMatchObject({ state: 'warning' });
    expect(found.lines).toContain('- get secrets in the whole cluster');
    const unknown = await examineChanger('prod-eu1', { ...asked, writer: nameless, reader: whoIs(null) });
    expect(unknown.state).toBe('warning');
    expect(unknown.lines.join()).toContain('nobody can tell');
  });

  it('says why it can’t be examined, and does not need the one for reading', async () => {
    const gone = {
      who: async () => {
        throw new ClusterFailure('unauthorized', { detail: 'no credentials' });
      },
    };

    expect(
      await examineChanger('prod-eu1', { ...asked, writer: { ...gone, ...able() }, reader: gone }),
    ).toEqual({
      what: 'changes in prod-eu1',
      state: 'bad',
      lines: [
        expect.stringContaining('does not accept Keyturn’s credentials'),
        'It is this: no credentials.',
      ],
    });
    const writer = { ...whoIs('executor'), ...able() };
    expect((await examineChanger('prod-eu1', { ...asked, writer, reader: gone })).state).toBe('fine');
  });
});

describe('a freeze in force', () => {
  const freeze = {
    name: 'sale',
    time: { kind: 'once' as const, from: NOON, to: NOON + HOUR },
    match: aMatch(),
  };

  it('is said, with its end and who may override it', () => {
    const rules = aGateRules({ freezes: [{ ...freeze, approvers: [aGroup('SBOARD')] }] });
    const nobody = aGateRules({ freezes: [{ ...freeze, approvers: [] }] });

    expect(examineFreezes(rules, NOON)).toEqual([
      {
        what: 'freeze sale',
        state: 'warning',
        lines: [
          `it holds until ${new Date(NOON + HOUR).toISOString()}: only SBOARD may approve what it is about.`,
        ],
      },
    ]);
    expect(examineFreezes(nobody, NOON)[0]?.lines[0]).toContain('nobody may approve');
  });

  it('that is over is not', () => {
    expect(examineFreezes(aGateRules({ freezes: [{ ...freeze, approvers: [] }] }), NOON + HOUR)).toEqual([]);
  });
});
