import type { ClusterView } from '../../cluster/cluster-view.ts';
import { nodeLosses } from '../../cluster/node-losses.ts';
import type { Warning } from '../warning.ts';
import { counted } from './counted.ts';

/** Nodes that stopped being ready together: the control plane or the network then, and moving pods makes it worse. */
export function nodesFailingWarnings(view: ClusterView): readonly Warning[] {
  const losses = nodeLosses(view);
  const lost = losses.flatMap((loss) => loss.lost).length;
  const whole = losses.flatMap((each) => each.whole ?? [])[0];
  return lost === 0
    ? []
    : [
        {
          id: 'nodes-failing',
          level: 'must-acknowledge',
          sentence: `${counted(lost, 'node')} of ${view.nodes.length} stopped being ready together${whole === undefined ? '' : ` (${whole})`}: that is the control plane or the network, and moving pods about makes it worse.`,
          measure: lost,
        },
      ];
}
