import { describe, expect, it } from 'vitest';
import { doctorAnswer, examineCluster } from '../../src/cli/doctor.ts';
import { ClusterFailure } from '../../src/ports/cluster-failure.ts';

const identity = async () => ({ name: 'prod-eu1', uid: 'u-1', server: '10.0.0.1:6443', version: 'v1.34.1' });
const state = (harms: readonly string[], refused: readonly string[], incomplete: readonly string[] = []) => ({
  harmlessness: { checkedAt: 0, questions: 312, harms, incomplete },
  refused,
});

const rehearse = async () => ({ objects: 15_432, milliseconds: 940, gaps: [] });

describe('keyturn doctor', () => {
  it('says which cluster it is and that its identity can do no harm', async () => {
    const examined = await examineCluster('prod-eu1', {
      identity,
      check: async () => state([], []),
      rehearse,
    });
    const { exitCode, lines } = doctorAnswer([examined]);

    expect(exitCode).toBe(0);
    expect(lines[0]).toBe('ok   cluster prod-eu1: 10.0.0.1:6443, v1.34.1, uid u-1');
    expect(lines[1]).toContain('Checked, 312 questions, incomplete: nothing.');
    expect(lines[2]).toBe('       A diagnosis reads 15432 objects in 0.9 s and sees all that it looks for.');
    expect(lines.at(-1)).toBe('Everything that was examined works.');
  });

  it('fails with the list of rights that do harm', async () => {
    const harms = ['delete pods', 'get secrets'];
    const examined = await examineCluster('prod-eu1', {
      identity,
      check: async () => state(harms, harms),
      rehearse: () => Promise.reject(new Error('must not be read')),
    });
    const { exitCode, lines } = doctorAnswer([examined]);

    expect(exitCode).toBe(1);
    expect(lines[0]).toMatch(/^BAD /);
    expect(lines).toContain('       - delete pods');
    expect(lines.join('\n')).toContain('acceptHarm');
  });

  it('warns of what is accepted, and of what could not be checked', async () => {
    const check = async () => state(['delete pods'], [], ['namespaces may not be listed']);
    const examined = await examineCluster('prod-eu1', { identity, check, rehearse });
    expect(examined.state).toBe('warning');
    expect(examined.lines.join('\n')).toContain('incomplete: namespaces may not be listed');
    expect(examined.lines.join('\n')).toContain('Accepted by the configuration: delete pods.');
    expect(doctorAnswer([examined]).exitCode).toBe(0);
  });

  it('warns of what a diagnosis would not see', async () => {
    const gaps = ['Events could not be read: forbidden.', 'Nodes could not be read: forbidden.'];
    const blind = async () => ({ objects: 12, milliseconds: 80, gaps });
    const check = async () => state([], []);
    const examined = await examineCluster('prod-eu1', { identity, check, rehearse: blind });
    expect(examined.state).toBe('warning');
    expect(examined.lines.slice(2)).toEqual([
      'A diagnosis reads 12 objects in 0.1 s. It would not see:',
      ...gaps.map((gap) => `- ${gap}`),
    ]);
    expect(doctorAnswer([examined]).exitCode).toBe(0);
  });

  it('says when a cluster answers who it is and can’t be read all the same', async () => {
    const hangs = () => Promise.reject(new ClusterFailure('timed-out', { detail: '' }));
    const check = async () => state([], []);
    const examined = await examineCluster('prod-eu1', { identity, check, rehearse: hangs });
    expect(examined.state).toBe('bad');
  });

  it('says why a cluster can’t be examined', async () => {
    const gone = async () => {
      throw new ClusterFailure('away', { detail: 'connection refused' });
    };
    const examined = await examineCluster('prod-eu1', { identity: gone, check: gone, rehearse });
    expect(examined.state).toBe('bad');
    expect(examined.lines[0]).toContain('prod-eu1 can’t be reached (connection refused)');
  });
});
