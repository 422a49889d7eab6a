import { remedyOf } from '../../domain/found-remedies.ts';
import { refuse } from '../../domain/result.ts';
import { actions } from '../../domain/wording/actions.ts';
import { parseDoSubject } from '../../domain/wording/do-subject.ts';
import { type ButtonHandler, forgedButton } from '../button-handler.ts';
import { incidentById } from '../find-incident.ts';
import { openDoForm } from '../open-do-form.ts';

/** Opens the form that proposes a change, filled by what a finding says would help. */
export const openDoFormButton: ButtonHandler = {
  action: actions.openDoForm,
  async run(ask, value) {
    const subject = parseDoSubject(value);
    if (subject === null || subject.undoes !== null) return forgedButton(ask, actions.openDoForm, value);
    const incident = await incidentById(ask, subject.id);
    if (!incident.ok) return incident;
    if (subject.finding === null) return openDoForm(ask, incident.value);
    const found = remedyOf(incident.value, subject.finding);
    if (found === null) {
      return refuse({
        kind: 'conflict',
        what: 'A newer diagnosis is there by now. Look at that one, or say yourself what to do.',
        example: '/incident do',
      });
    }
    const { action, parameters } = found.remedy;
    const known = { action, parameters, object: found.target, reason: found.sentence };
    return openDoForm(ask, incident.value, known, { finding: subject.finding });
  },
};
