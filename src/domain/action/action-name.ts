/** Every action there is; what the configuration does not switch on is never offered. */
export const actionNames = [
  'restart',
  'undo',
  'set-image',
  'scale',
  'delete-pod',
  'evict',
  'cordon',
  'uncordon',
  'quarantine',
  'deletion-cost',
  'suspend',
  'resume',
] as const;

export type ActionName = (typeof actionNames)[number];
