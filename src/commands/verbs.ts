import type { Verb } from './verb.ts';
import { acceptVerb } from './verbs/accept.ts';
import { alertsVerb } from './verbs/alerts.ts';
import { cancelVerb } from './verbs/cancel.ts';
import { declareVerb } from './verbs/declare.ts';
import { declineVerb } from './verbs/decline.ts';
import { helpVerb } from './verbs/help.ts';
import { linkVerb } from './verbs/link.ts';
import { listVerb } from './verbs/list.ts';
import { noteVerb } from './verbs/note.ts';
import { renameVerb } from './verbs/rename.ts';
import { reopenVerb } from './verbs/reopen.ts';
import { resolveVerb } from './verbs/resolve.ts';
import { roleVerb } from './verbs/role.ts';
import { sevVerb } from './verbs/sev.ts';
import { statusVerb } from './verbs/status.ts';
import { timelineVerb } from './verbs/timeline.ts';
import { updateVerb } from './verbs/update.ts';

/** Every verb of `/incident`, in the order in which help shows them. */
export const verbs: readonly Verb[] = [
  declareVerb,
  acceptVerb,
  declineVerb,
  listVerb,
  statusVerb,
  sevVerb,
  roleVerb,
  noteVerb,
  updateVerb,
  alertsVerb,
  linkVerb,
  renameVerb,
  resolveVerb,
  reopenVerb,
  cancelVerb,
  timelineVerb,
  helpVerb(() => verbs),
];
