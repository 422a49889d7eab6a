import { describe, expect, it } from 'vitest';
import { doctorAnswer, examineCluster } from '../../src/cli/doctor.ts';
import { ClusterFailure } from '../../src/ports/cluster-failure.ts';

const identity = async () => ({ name: 'prod-eu1', uid: 'u-1', server: '10.0.0.1:6443', version: 'v1.34.1' });
const state = (harms: readonly string[], refused: readonly string[], incomplete: readonly string[] = []) => ({
  harmlessness: { checkedAt: 0, questions: 312, harms, incomplete },
  refused,
});

describe('keyturn doctor', () => {
  it('says which cluster it is and that its identity can do no harm', async () => {
    const examined = await examineCluster('prod-eu1', { identity, check: async () => state([], []) });
    const { exitCode, lines } = doctorAnswer([examined]);

    expect(exitCode).toBe(0);
    expect(lines[0]).toBe('ok   cluster prod-eu1: 10.0.0.1:6443, v1.34.1, uid u-1');
    expect(lines[1]).toContain('Checked, 312 questions, incomplete: nothing.');
    expect(lines.at(-1)).toBe('Everything that was examined works.');
  });

  it('fails with the list of rights that do harm', async () => {
    const harms = ['delete pods', 'get secrets'];
    const examined = await examineCluster('prod-eu1', { identity, check: async () => state(harms, harms) });
    const { exitCode, lines } = doctorAnswer([examined]);

    expect(exitCode).toBe(1);
    expect(lines[0]).toMatch(/^BAD /);
    expect(lines).toContain('       - delete pods');
    expect(lines.join('\n')).toContain('acceptHarm');
  });

  it('warns of what is accepted, and of what could not be checked', async () => {
    const check = async () => state(['delete pods'], [], ['namespaces may not be listed']);
    const examined = await examineCluster('prod-eu1', { identity, check });
    expect(examined.state).toBe('warning');
    expect(examined.lines.join('\n')).toContain('incomplete: namespaces may not be listed');
    expect(examined.lines.join('\n')).toContain('Accepted by the configuration: delete pods.');
    expect(doctorAnswer([examined]).exitCode).toBe(0);
  });

  it('says why a cluster can’t be examined', async () => {
    const gone = async () => {
      throw new ClusterFailure('away', { detail: 'connection refused' });
    };
    const examined = await examineCluster('prod-eu1', { identity: gone, check: gone });
    expect(examined.state).toBe('bad');
    expect(examined.lines[0]).toContain('prod-eu1 can’t be reached (connection refused)');
  });
});
