import { ok } from '../../domain/result.ts';
import { offeredList } from '../../domain/wording/offered-list.ts';
import { CHANGE_GROUP, proposeTyped } from '../change-verb.ts';
import { actionNamed, exampleOf } from '../grammar/action-word.ts';
import { plain } from '../grammar/token.ts';
import { offeredHere } from '../offered-here.ts';
import { nothingOffered, openDoForm } from '../open-do-form.ts';
import { show } from '../say.ts';
import type { IncidentVerb } from '../verb.ts';

export const doVerb: IncidentVerb = {
  about: 'incident',
  namesFirst: 'incident',
  group: CHANGE_GROUP,
  name: 'do',
  aliases: ['propose'],
  usage: 'do <action> <target> [parameters] --reason "..." [-n ns] | do list',
  summary:
    'Propose a change to the cluster, for somebody else to approve; alone it opens a form, and list says what is offered here',
  examples: [
    'do restart deploy/checkout --reason "stuck connections"',
    'do undo deploy/checkout --revision 7 -n shop --reason "errors since the last rollout"',
    'do scale deploy/checkout --replicas 5 --reason "queue grows"',
    'do cordon node/ip-10-0-1-7 --reason "disk errors"',
    'do list',
  ],
  async run(ask, incident, typed) {
    const [first, second] = typed.words;
    const word = plain(first);
    if (word === '') return openDoForm(ask, incident);
    if (word === 'list' || word === 'help') {
      const offered = offeredHere(ask, incident);
      if (offered.length === 0) return nothingOffered(incident);
      const lines = offered.map((action) => ({
        title: action.title,
        example: `/incident ${exampleOf(action)}`,
      }));
      return ok(show(offeredList(incident, lines)));
    }
    const action = second === undefined ? actionNamed(word) : null;
    if (action !== null) return openDoForm(ask, incident, { action: action.name });
    return proposeTyped(ask, incident, typed, { verb: 'do', breakGlass: false });
  },
};
