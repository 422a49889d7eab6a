import type { FormHandler } from './form-handler.ts';
import { approveFormHandler } from './forms/approve.ts';
import { cancelFormHandler } from './forms/cancel.ts';
import { declareFormHandler } from './forms/declare.ts';
import { denyFormHandler } from './forms/deny.ts';
import { doFormHandler } from './forms/do.ts';
import { followupFormHandler } from './forms/followup.ts';
import { noteFormHandler } from './forms/note.ts';
import { reopenFormHandler } from './forms/reopen.ts';
import { resolveFormHandler } from './forms/resolve.ts';
import { roleFormHandler } from './forms/role.ts';
import { severityFormHandler } from './forms/severity.ts';
import { statusFormHandler } from './forms/status.ts';
import { updateFormHandler } from './forms/update.ts';

/** Every form that can be submitted. */
export const forms: readonly FormHandler[] = [
  declareFormHandler,
  statusFormHandler,
  severityFormHandler,
  roleFormHandler,
  resolveFormHandler,
  reopenFormHandler,
  noteFormHandler,
  updateFormHandler,
  followupFormHandler,
  cancelFormHandler,
  doFormHandler,
  approveFormHandler,
  denyFormHandler,
];
