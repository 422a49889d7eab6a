import type { QueryVerb } from './query-verb.ts';
import type { Verb } from './verb.ts';
import { acceptVerb } from './verbs/accept.ts';
import { ackVerb } from './verbs/ack.ts';
import { alertsVerb } from './verbs/alerts.ts';
import { approveVerb } from './verbs/approve.ts';
import { breakGlassVerb } from './verbs/break-glass.ts';
import { canIVerb } from './verbs/can-i.ts';
import { cancelVerb } from './verbs/cancel.ts';
import { changesVerb } from './verbs/changes.ts';
import { declareVerb } from './verbs/declare.ts';
import { declineVerb } from './verbs/decline.ts';
import { denyVerb } from './verbs/deny.ts';
import { describeVerb } from './verbs/describe.ts';
import { diagVerb } from './verbs/diag.ts';
import { doVerb } from './verbs/do.ts';
import { drainVerb } from './verbs/drain.ts';
import { eventsVerb } from './verbs/events.ts';
import { evidenceVerb } from './verbs/evidence.ts';
import { followupVerb } from './verbs/followup.ts';
import { followupsVerb } from './verbs/followups.ts';
import { getVerb } from './verbs/get.ts';
import { helpVerb } from './verbs/help.ts';
import { imagesVerb } from './verbs/images.ts';
import { linkVerb } from './verbs/link.ts';
import { listVerb } from './verbs/list.ts';
import { logsVerb } from './verbs/logs.ts';
import { noteVerb } from './verbs/note.ts';
import { postmortemVerb } from './verbs/postmortem.ts';
import { proposalsVerb } from './verbs/proposals.ts';
import { renameVerb } from './verbs/rename.ts';
import { reopenVerb } from './verbs/reopen.ts';
import { resolveVerb } from './verbs/resolve.ts';
import { roleVerb } from './verbs/role.ts';
import { rolloutVerb } from './verbs/rollout.ts';
import { sevVerb } from './verbs/sev.ts';
import { statusVerb } from './verbs/status.ts';
import { stopVerb } from './verbs/stop.ts';
import { timelineVerb } from './verbs/timeline.ts';
import { topVerb } from './verbs/top.ts';
import { updateVerb } from './verbs/update.ts';
import { watchVerb } from './verbs/watch.ts';
import { withdrawVerb } from './verbs/withdraw.ts';

/** The verbs that ask a cluster one question; the same can be watched. */
const queryVerbs: readonly QueryVerb[] = [
  getVerb,
  describeVerb,
  logsVerb,
  eventsVerb,
  topVerb,
  rolloutVerb,
  changesVerb,
  imagesVerb,
  canIVerb,
  drainVerb,
];

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
  followupVerb,
  followupsVerb,
  alertsVerb,
  linkVerb,
  renameVerb,
  resolveVerb,
  reopenVerb,
  cancelVerb,
  timelineVerb,
  postmortemVerb,
  diagVerb,
  ...queryVerbs,
  watchVerb(() => queryVerbs),
  evidenceVerb,
  doVerb,
  proposalsVerb,
  approveVerb,
  denyVerb,
  ackVerb,
  withdrawVerb,
  stopVerb,
  breakGlassVerb,
  helpVerb(() => verbs),
];
