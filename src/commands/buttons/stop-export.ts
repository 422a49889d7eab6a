import { refuse } from '../../domain/result.ts';
import { actions } from '../../domain/wording/actions.ts';
import { parseExportSubject } from '../../domain/wording/export-subject.ts';
import type { ButtonHandler } from '../button-handler.ts';
import { stopExport } from '../deeds/stop-export.ts';
import { incidentById } from '../find-incident.ts';

/** Stops the draft whose message the button is in, and no later one. */
export const stopExportButton: ButtonHandler = {
  action: actions.stopExport,
  async run(ask, value) {
    const subject = parseExportSubject(value);
    if (!subject)
      return refuse({
        kind: 'invalid',
        what: 'This button is broken. Nothing was done.',
        example: '/incident postmortem cancel',
      });
    const incident = await incidentById(ask, subject.id);
    return incident.ok ? stopExport(ask, incident.value, subject.export) : incident;
  },
};
