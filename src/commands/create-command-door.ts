import type { Door } from '../domain/actor.ts';
import type { MessageRef } from '../domain/fact.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { createAskGate } from '../workflows/ask-gate.ts';
import { markMessage } from '../workflows/mark-message.ts';
import { type Ask, askingOf, type CommandDeps } from './ask.ts';
import { buttons } from './buttons.ts';
import type { Asker, CommandDoor, Reply } from './door.ts';
import { incidentHere } from './find-incident.ts';
import { forms } from './forms.ts';
import { runCommand } from './run-command.ts';
import { replyOf, say, sentence } from './say.ts';

/**
 * Everything that people can ask, over the real things. An expected "no" comes back as words; a broken world
 * (Unavailable and its kin) is thrown, and the caller words that once for all.
 */
export function createCommandDoor(deps: CommandDeps): CommandDoor {
  const askGate = createAskGate(deps);
  const asking = (asker: Asker, door: Door): Ask => ({ deps, askGate, asker, door, at: deps.clock.now() });
  return {
    async command(asker, text) {
      const result = await runCommand(asking(asker, 'slash-command'), text);
      deps.metrics.count('commands_total', { door: 'slash-command', outcome: result.ok ? 'ok' : 'refused' });
      return replyOf(result);
    },
    async button(asker, action, value) {
      const result = await pressButton(asking(asker, 'button'), action, value);
      deps.metrics.count('commands_total', { door: 'button', outcome: result.ok ? 'ok' : 'refused' });
      return replyOf(result);
    },
    async submit(asker, form, subject, values) {
      const handler = forms.find(({ name }) => name === form);
      if (!handler) {
        return {
          kind: 'closed',
          say: sentence([
            'This form is from another version. Nothing was done; open it again with /incident.',
          ]),
        };
      }
      const result = await handler.submit(asking(asker, 'modal'), subject, values);
      const outcome = result.kind === 'closed' ? 'ok' : 'refused';
      deps.metrics.count('commands_total', { door: 'modal', outcome });
      return result;
    },
    async markMessage(asker, message) {
      const result = await markHere(asking(asker, 'shortcut'), message);
      deps.metrics.count('commands_total', { door: 'shortcut', outcome: result.ok ? 'ok' : 'refused' });
      return replyOf(result);
    },
  };
}

async function pressButton(ask: Ask, action: string, value: string): Promise<Result<Reply>> {
  const handler = buttons.find((button) => button.action === action);
  if (handler) return handler.run(ask, value);
  return refuse({
    kind: 'not-found',
    what: 'This button is from another version. Nothing was done.',
    example: '/incident',
  });
}

/** A message belongs to the incident of the channel it is in. */
async function markHere(ask: Ask, message: MessageRef): Promise<Result<Reply>> {
  const incident = await incidentHere(ask, message.channel);
  if (!incident) {
    return refuse({
      kind: 'not-found',
      what: 'This channel has no incident, so the message has no timeline to go to. A note can be added from anywhere:',
      example: '/incident INC-7 note What was said',
    });
  }
  const input = { id: incident.id, message, via: 'shortcut', asking: askingOf(ask) } as const;
  const done = await markMessage(ask.deps, input);
  return done.ok ? ok(say([`The message is on the timeline of ${incident.id}.`])) : done;
}
