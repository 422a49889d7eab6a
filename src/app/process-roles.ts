/**
 * What a process does: `intake` faces Alertmanager and Slack, `workers` run the jobs and the rounds, `executor` plans and
 * does changes, with the write identities that nobody else gets. A small team runs all in one process; more of each can
 * run beside each other, all state is in Redis.
 */
export const processRoles = ['intake', 'workers', 'executor'] as const;

export type ProcessRole = (typeof processRoles)[number];

/** Reads `--roles intake,workers`; nothing means all. The problem, in words, when a name is not known. */
export function parseProcessRoles(text: string | null): ReadonlySet<ProcessRole> | string {
  if (text === null) return new Set(processRoles);
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !processRoles.some((role) => role === name));
  if (unknown !== undefined) return `There is no role "${unknown}". Roles are: ${processRoles.join(', ')}.`;
  return new Set(processRoles.filter((role) => names.includes(role)));
}
