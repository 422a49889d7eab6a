import { isReady } from '../../cluster/conditions.ts';
import type { Node } from '../../cluster/node.ts';
import { poolOf } from '../../cluster/node-losses.ts';

/** The other nodes of a node's pool that are ready and take new pods. Without a pool's label all nodes are one pool. */
export function schedulablePeers(node: Node, nodes: readonly Node[]): readonly Node[] {
  const pool = poolOf(node);
  return nodes.filter(
    (each) => each.uid !== node.uid && poolOf(each) === pool && !each.unschedulable && isReady(each),
  );
}
