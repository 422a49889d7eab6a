import type { Action } from './action.ts';
import { cordon } from './cordon.ts';
import { deletePod } from './delete-pod.ts';
import { deletionCost } from './deletion-cost.ts';
import { evict } from './evict.ts';
import { quarantine } from './quarantine.ts';
import { restart } from './restart.ts';
import { resume } from './resume.ts';
import { scale } from './scale.ts';
import { setImage } from './set-image.ts';
import { suspend } from './suspend.ts';
import { uncordon } from './uncordon.ts';
import { undo } from './undo.ts';

/** Every action, in the order in which people meet them. What is not here is never offered. */
export const actions: readonly Action[] = [
  restart,
  undo,
  setImage,
  scale,
  deletePod,
  evict,
  cordon,
  uncordon,
  quarantine,
  deletionCost,
  suspend,
  resume,
];
