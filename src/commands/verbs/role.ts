import type { UserId } from '../../domain/actor.ts';
import type { Incident } from '../../domain/incident.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { COMMANDER, type RoleName } from '../../domain/role.ts';
import { rolesList } from '../../domain/wording/roles-list.ts';
import type { Ask } from '../ask.ts';
import { assignRole, vacateRole } from '../deeds/assign-role.ts';
import type { Reply } from '../door.ts';
import { roleForm } from '../forms/role.ts';
import { roleNamed } from '../grammar/named-values.ts';
import { plain, type Token } from '../grammar/token.ts';
import { say, show } from '../say.ts';
import type { IncidentVerb, Typed } from '../verb.ts';

export const roleVerb: IncidentVerb = {
  about: 'incident',
  namesFirst: 'incident',
  name: 'role',
  aliases: ['roles', 'lead', 'assign'],
  usage: 'role <role> [@user|me|none]',
  summary: 'Take a role, give it, or leave it; “lead” means the commander, “roles” lists who has which',
  examples: ['role commander me', 'role scribe @ana', 'lead @ben', 'role scribe none'],
  async run(ask, incident, typed) {
    if (typed.words.length === 0) return ok(withoutWords(incident, typed.verb));
    const read = readRole(incident, typed);
    if (!read.ok) return read;
    const { role, who } = read.value;
    if (!who) return ok({ kind: 'form', form: roleForm(incident, { role, user: ask.asker.user }) });
    const to = personOf(ask, role, who);
    if (!to.ok) return to;
    const done =
      to.value === null
        ? await vacateRole(ask, incident, role)
        : await assignRole(ask, incident, { role, user: to.value });
    return done.ok ? ok(say(done.value)) : done;
  },
};

function withoutWords(incident: Incident, verb: string): Reply {
  if (verb === 'roles') return show(rolesList(incident));
  return { kind: 'form', form: roleForm(incident, verb === 'lead' ? { role: COMMANDER } : {}) };
}

/** `commander @ana`, `@ana commander`, `commander to @ana`; after `lead` the role is understood. */
function readRole(
  incident: Incident,
  typed: Typed,
): Result<{ readonly role: RoleName; readonly who: Token | null }> {
  const words = typed.words.filter((word) => !['to', 'is', '=', 'as', ':'].includes(plain(word)));
  const naming = words.find((word) => isPersonWord(word)) ?? null;
  const others = words.filter((word) => word !== naming);
  const [first, second] = others;
  if (!first) {
    if (typed.verb === 'lead') return ok({ role: COMMANDER, who: naming });
    return refuse({
      kind: 'invalid',
      what: 'The role is missing.',
      options: Object.keys(incident.roles),
      example: '/incident role commander me',
    });
  }
  const role = roleNamed(incident, plain(first).replace(/[.,:]$/, ''));
  if (!role.ok && typed.verb === 'lead') return ok({ role: COMMANDER, who: first });
  return role.ok ? ok({ role: role.value, who: naming ?? second ?? null }) : role;
}

function isPersonWord(word: Token): boolean {
  return (
    word.kind === 'user' ||
    word.kind === 'group' ||
    word.text.startsWith('@') ||
    /^(me|none|nobody)$/.test(plain(word))
  );
}

/** The person that was named; null for nobody. Never guessed from a name. */
function personOf(ask: Ask, role: RoleName, who: Token): Result<UserId | null> {
  if (who.kind === 'user') return ok(who.user);
  const word = plain(who);
  if (word === 'me' || word === '@me') return ok(ask.asker.user);
  if (word === 'none' || word === 'nobody') return ok(null);
  const example = `/incident role ${role} me`;
  if (who.kind === 'group') {
    return refuse({
      kind: 'invalid',
      what: 'A role belongs to one person, not to a group. Name one of them.',
      example,
    });
  }
  return refuse({
    kind: 'invalid',
    what: `I can’t tell who “${who.text}” is. Type @ and pick the person from Slack’s list.`,
    example,
  });
}
