import type { Button } from '../document.ts';
import type { Incident } from '../incident.ts';
import { COMMANDER } from '../role.ts';
import { isOpen } from '../status.ts';
import { actions } from './actions.ts';
import { roleSubject } from './role-words.ts';

/** Accept and Decline, for an incident in triage. */
export function triageButtons(id: string): readonly Button[] {
  return [
    { action: actions.accept, value: id, label: 'Accept', style: 'primary' },
    { action: actions.decline, value: id, label: 'Decline' },
  ];
}

/** The buttons that fit the incident's state: the likely next deed first. */
export function incidentButtons(incident: Incident): readonly Button[] {
  const { id } = incident;
  const alerts: readonly Button[] =
    incident.alerts.groups > 0 ? [{ action: actions.showAlerts, value: id, label: 'Alerts' }] : [];
  const timeline: Button = { action: actions.showTimeline, value: id, label: 'Timeline' };
  if (incident.status === 'triage') return [...triageButtons(id), ...alerts, timeline];
  if (!isOpen(incident.status)) {
    return [{ action: actions.reopen, value: id, label: 'Reopen' }, ...alerts, timeline];
  }
  const lead: readonly Button[] =
    incident.roles[COMMANDER]?.holder === null
      ? [{ action: actions.takeRole, value: roleSubject(id, COMMANDER), label: 'I lead', style: 'primary' }]
      : [];
  return [
    ...lead,
    { action: actions.openStatusForm, value: id, label: 'Status' },
    { action: actions.openSeverityForm, value: id, label: 'Severity' },
    { action: actions.openRoleForm, value: id, label: 'Roles' },
    ...alerts,
    timeline,
    { action: actions.resolve, value: id, label: 'Resolve' },
  ];
}
