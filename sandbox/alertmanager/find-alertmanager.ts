import { findProgram } from '../process/find-program.ts';

/** The Alertmanager of this machine; Debian packages it under a name of its own. */
export function findAlertmanager(): string | undefined {
  return findProgram(['prometheus-alertmanager', 'alertmanager']);
}
