import { describe, expect, it } from 'vitest';
import { createImaginedCluster } from '../../src/integrations/kubernetes/imagined-cluster.ts';
import { ClusterFailure } from '../../src/ports/cluster-failure.ts';
import type { ClusterReader, Clusters } from '../../src/ports/cluster-reader.ts';
import { rehearseAll, rehearseDiagnosis } from '../../src/workflows/rehearse-diagnosis.ts';
import { NOON } from '../builders/incident.ts';

/** A clock that a tenth of a second passes between two looks at. */
function aClock() {
  let now = NOON;
  return { now: () => (now += 100) };
}

type Reading = Pick<ClusterReader, 'view'>;

const imagined: Reading = createImaginedCluster({ clock: { now: () => NOON } });

/** The same cluster, but nobody may read its Nodes and its Events. */
const blindfolded: Reading = {
  async view(request, until) {
    const view = await imagined.view(request, until);
    const gap = { namespace: null, why: 'forbidden', sentence: 'Nobody may read this.' } as const;
    return { ...view, gaps: [...view.gaps, { ...gap, kind: 'nodes' }, { ...gap, kind: 'events' }] };
  },
};

const away: Reading = {
  view: () => Promise.reject(new ClusterFailure('away', { detail: 'connection refused' })),
};

/** What is logged while these are rehearsed. `after` so many readings the process stops. */
async function rehearsedAll(readers: Record<string, Reading>, after = Number.POSITIVE_INFINITY) {
  let readings = 0;
  const clusters: Clusters = {
    names: Object.keys(readers),
    named: (name) =>
      ({
        name,
        view(...asked: Parameters<Reading['view']>) {
          readings += 1;
          return readers[name]?.view(...asked);
        },
      }) as unknown as ClusterReader,
  };
  const logged: { readonly level: string; readonly message: string; readonly fields: object }[] = [];
  const at = (level: string) => (fields: object, message: string) =>
    void logged.push({ level, message, fields });
  const logger = { info: at('info'), warn: at('warn'), error: at('error') };
  await rehearseAll({ clusters, clock: aClock(), logger }, () => readings >= after);
  return { logged, readings };
}

describe('the rehearsal of a diagnosis', () => {
  it('says how much was read, how long it took, and that nothing was missing', async () => {
    const { objects, milliseconds, gaps } = await rehearseDiagnosis(imagined, aClock());

    expect(objects).toBeGreaterThan(80);
    expect(milliseconds).toBe(100);
    expect(gaps).toEqual([]);
  });

  it('says what a diagnosis would not see, each reason once', async () => {
    expect(await rehearseDiagnosis(blindfolded, aClock())).toMatchObject({ gaps: ['Nobody may read this.'] });
  });

  it('of a cluster in which there is nothing sees nothing, and does not fail', async () => {
    const empty: Reading = {
      async view(request, until) {
        const view = await imagined.view(request, until);
        return { ...view, ...Object.fromEntries(request.kinds.map((kind) => [kind, []])) };
      },
    };

    expect(await rehearseDiagnosis(empty, aClock())).toMatchObject({ objects: 0, gaps: [] });
  });
});

describe('the rehearsals after a start', () => {
  it('go through all clusters, also after one that is away', async () => {
    const { logged } = await rehearsedAll({ away, whole: imagined, blind: blindfolded });

    expect(logged).toMatchObject([
      { level: 'warn', message: 'a diagnosis could not be rehearsed', fields: { cluster: 'away' } },
      { level: 'info', message: 'a diagnosis was rehearsed', fields: { cluster: 'whole' } },
      {
        level: 'warn',
        message: 'a diagnosis would not see everything',
        fields: { cluster: 'blind', gaps: ['Nobody may read this.'] },
      },
    ]);
  });

  it('end with the process: nothing more is read, and what the stop cut off is no complaint', async () => {
    expect(await rehearsedAll({ away, whole: imagined }, 1)).toEqual({ logged: [], readings: 1 });
  });
});
