import { CHANGE_GROUP, proposeTyped } from '../change-verb.ts';
import type { IncidentVerb } from '../verb.ts';

export const breakGlassVerb: IncidentVerb = {
  about: 'incident',
  namesFirst: 'incident',
  group: CHANGE_GROUP,
  name: 'break-glass',
  aliases: ['breakglass'],
  usage: 'break-glass <action> <target> [parameters] --reason "..." [-n ns]',
  summary:
    'Make a change alone when nobody else can be reached: only for those who may, told to everyone at once and reviewed afterwards; off unless configured',
  examples: ['break-glass restart deploy/checkout -n shop --reason "nobody answers, all payments fail"'],
  run: (ask, incident, typed) =>
    proposeTyped(ask, incident, typed, { verb: 'break-glass', breakGlass: true }),
};
