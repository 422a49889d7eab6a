import { describe, expect, it } from 'vitest';
import { readChange } from '../../src/commands/grammar/change-words.ts';
import { tokens } from '../../src/commands/grammar/token.ts';
import { drainPreview } from '../../src/domain/action/drain-preview.ts';
import { createLookup } from '../../src/domain/cluster/lookup.ts';
import { drainLines } from '../../src/domain/wording/cluster/drain.ts';
import { view } from '../builders/cluster.ts';
import { node } from '../builders/cluster-pods.ts';
import { deployment, podOf, replicaSet } from '../builders/cluster-workloads.ts';
import { read } from './read-query.ts';

describe('the lines that a drain ends with', () => {
  it('are proposals and a question as one may type them', () => {
    const here = node({ name: 'ip-10-0-1-7.eu-west-1.compute.internal' });
    const owner = deployment({ replicas: 2 });
    const set = replicaSet(owner);
    const pods = ['a', 'b'].map((name) => podOf(set, { name, uid: name, node: here.name }));
    const seen = view({ nodes: [here], deployments: [owner], replicasets: [set], pods });

    const lines = drainLines(drainPreview(here, { view: seen, lookup: createLookup(seen) }));

    const [cordon = '', evict = '', again = ''] = lines.map((line) =>
      line.replace(/^\/incident (?:do )?/, ''),
    );
    const typed = (text: string) => readChange(tokens(text), { verb: 'do', own: null });
    const reason = `drain ${here.name}`;
    const target = { resource: 'nodes', name: here.name, namespace: null };
    expect(typed(cordon)).toMatchObject({ ok: true, value: { action: { name: 'cordon' }, target, reason } });
    expect(typed(evict)).toMatchObject({
      ok: true,
      value: {
        action: { name: 'evict' },
        target: { resource: 'pods', name: 'a', namespace: 'shop' },
        reason,
      },
    });
    expect(read(again)).toMatchObject({ kind: 'drain', node: here.name });
  });
});
