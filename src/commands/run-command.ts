import { maySee } from '../domain/may-see.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { openIncidents } from '../domain/wording/open-incidents.ts';
import { panel } from '../domain/wording/panel.ts';
import type { Ask } from './ask.ts';
import type { Reply } from './door.ts';
import { incidentById, incidentFor, incidentHere } from './find-incident.ts';
import { type CommandLine, parseCommandLine } from './grammar/command-line.ts';
import { incidentIdOf } from './grammar/incident-id.ts';
import { plain, textOf } from './grammar/token.ts';
import { ASK_GROUP } from './query-verb.ts';
import { show } from './say.ts';
import type { IncidentVerb, Typed } from './verb.ts';
import { suggestVerb, verbNamed } from './verb-named.ts';
import { verbs } from './verbs.ts';

/** Parses a command, finds what it is about, and lets its verb answer. */
export async function runCommand(ask: Ask, text: string): Promise<Result<Reply>> {
  const typedLine = parseCommandLine(text);
  const line = withoutKubectl(typedLine);
  if (line.verb === '') return withoutVerb(ask, line);
  const verb = verbNamed(verbs, line.verb);
  if (!verb) return line === typedLine ? unknownVerb(line) : noKubectl();
  const typed = { verb: line.verb, words: line.words };
  if (verb.about === 'workspace') return verb.run(ask, typed);
  return aboutIncident(ask, verb, line, typed);
}

/** Hands type `kubectl get pods` by themselves. Nothing is passed on: what follows is a verb of ours, or none. */
function withoutKubectl(line: CommandLine): CommandLine {
  const [verb, ...words] = line.words;
  return /^(?:kubectl|k|oc)$/.test(line.verb) && verb ? { ...line, verb: plain(verb), words } : line;
}

function noKubectl(): Result<Reply> {
  const questions = verbs.filter(({ group }) => group === ASK_GROUP).map(({ name }) => name);
  return refuse({
    kind: 'invalid',
    what: `Keyturn runs no kubectl, it answers ${questions.join(', ')}. Nothing was done.`,
    example: '/incident get pods',
  });
}

/** In an incident's channel, or with its number, the control panel; elsewhere the open incidents. */
async function withoutVerb(ask: Ask, line: CommandLine): Promise<Result<Reply>> {
  if (line.target) {
    const named = await incidentFor(ask, line.target, '');
    return named.ok ? ok(show(panel(named.value))) : named;
  }
  const here = await incidentHere(ask);
  if (here) return ok(show(panel(here)));
  const open = await ask.deps.index.open();
  return ok(show(openIncidents(open.filter((incident) => maySee(incident, ask.asker)))));
}

/**
 * People also write the number after the verb (`resolve INC-7`). Where no other incident could be meant, it is taken
 * as the name; where the channel has another one, the verb says what it is.
 */
async function aboutIncident(
  ask: Ask,
  verb: IncidentVerb,
  line: CommandLine,
  typed: Typed,
): Promise<Result<Reply>> {
  const late = line.target ? null : incidentIdOf(typed.words[0]);
  if (late === null) {
    const incident = await incidentFor(ask, line.target, verb.name);
    return incident.ok ? verb.run(ask, incident.value, typed) : incident;
  }
  const here = await incidentHere(ask);
  if (here && here.id !== late && verb.namesFirst === 'text') return verb.run(ask, here, typed);
  if (here && here.id !== late && verb.namesFirst === 'unclear') {
    return refuse({
      kind: 'ambiguous',
      what: `This channel is ${here.id}, and you named ${late}. Put the one you mean first; nothing was done.`,
      options: [`/incident ${late} ${verb.name}`, `/incident ${here.id} ${verb.name} ${late} …`],
    });
  }
  const named = await incidentById(ask, late);
  return named.ok ? verb.run(ask, named.value, { ...typed, words: typed.words.slice(1) }) : named;
}

function unknownVerb(line: CommandLine): Result<Reply> {
  const near = suggestVerb(verbs, line.verb);
  const named = line.target?.kind === 'id' ? `${line.target.id} ` : '';
  const words = textOf(line.words);
  if (near) {
    return refuse({
      kind: 'invalid',
      what: `I don’t know “${shortened(line.verb)}”. Did you mean ${near}? Nothing was done.`,
      example: `/incident ${named}${near}${words ? ` ${shortened(words)}` : ''}`,
    });
  }
  const sentence = line.words.length > 0 && line.target === null;
  return refuse({
    kind: 'invalid',
    what: `I don’t know “${shortened(line.verb)}”. ${sentence ? 'To open an incident, say declare first.' : 'Help lists what there is.'}`,
    example: sentence ? `/incident declare ${shortened(`${line.verb} ${words}`)}` : '/incident help',
  });
}

/** What was typed comes back in a sentence; a pasted page does not. */
function shortened(text: string): string {
  const letters = Array.from(text.replace(/\s+/g, ' '));
  return letters.length > 80 ? `${letters.slice(0, 79).join('')}…` : letters.join('');
}
