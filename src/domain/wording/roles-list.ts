import type { Document } from '../document.ts';
import type { Incident } from '../incident.ts';
import { isOpen } from '../status.ts';
import { actions } from './actions.ts';
import { rolesPart } from './card-sections.ts';
import { headline } from './headline.ts';

/** Who has which role, with a button to change it while the incident is open. */
export function rolesList(incident: Incident): Document {
  return {
    push: [`${headline(incident)}: who has which role`],
    parts: [
      ...rolesPart(incident),
      ...(isOpen(incident.status)
        ? [
            {
              kind: 'buttons',
              buttons: [{ action: actions.openRoleForm, value: incident.id, label: 'Change a role' }],
            } as const,
          ]
        : []),
    ],
  };
}
