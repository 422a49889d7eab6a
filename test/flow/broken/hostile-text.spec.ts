import { describe, expect, it } from 'vitest';
import type { SandboxSlack } from '../../../sandbox/slack/sandbox-slack.ts';
import type { Room } from '../room.ts';
import { startWorld, type World } from '../world.ts';
import { effectsOf } from './shown-to-people.ts';

const EVIL = 'https://evil.example/a';

/** What a person may type to ping everybody, to send people elsewhere, or to write backwards. */
function hostileText(slack: SandboxSlack): string {
  const { id } = slack.member('eve');
  return `<!channel> <@${id}> <@${id}|eve> &lt;!here&gt; <!subteam^S0123456789> <${EVIL}|x> \u202Egnp *b* \`c\` @channel @eve`;
}

/** All that takes text. What ends the incident comes last, each with a way back. */
const verbs = [
  ...['note', 'update', 'rename', 'sev 1', 'sev', 'status identified', 'status', 'role', 'role scribe'],
  ...[
    'list',
    'alerts',
    'timeline',
    'help',
    'cancel',
    'accept',
    'decline',
    'note x --at',
    'INC-1',
    'INC-1 note',
    'nonsense',
  ],
  ...[
    '',
    'declare sev3',
    'declare sev3 one --bad',
    'declare sev3 Two --cluster c --ns',
    'declare sev3 Two --cluster',
  ],
  ...[
    'resolve',
    'reopen',
    'cancel duplicate',
    'reopen',
    'cancel false-positive',
    'reopen',
    'status closed',
    'reopen',
  ],
];

const forms = ['declare', 'note', 'update', 'sev', 'status', 'cancel'];

/** Opens the form of a verb, writes the text into all that takes text, and sends it. */
async function sendForm(world: World, room: Room, verb: string, text: string): Promise<string> {
  const ana = world.slack.as('ana');
  await ana.command('/incident', verb, { channel: room.id });
  const view = await world.slack.until(() => ana.views().at(-1), 60_000, `the form of ${verb}`);
  const values: Record<string, string> = {};
  for (const block of view.content.blocks as FormBlock[]) {
    const { type, action_id: name = '', max_length: most = 3_000 } = block.element ?? {};
    if (type === 'plain_text_input' && name !== 'at') values[name] = text.slice(0, most);
    if (verb === 'cancel' && name === 'reason') values[name] = 'false-positive';
  }
  const { outcome } = await ana.submit(values);
  if (ana.views().length > 0) await ana.closeView();
  return outcome;
}

type FormBlock = { readonly element?: { type: string; action_id: string; max_length?: number } };

describe('hostile text in what people ask', () => {
  it.each(['short', 'long'])('pings nobody, links nowhere and turns nothing round (%s)', async (size) => {
    const world = await startWorld({ slack: { limits: 'off' } });
    const ana = world.slack.as('ana');
    const bad =
      size === 'short' ? hostileText(world.slack) : hostileText(world.slack).padEnd(3_000, ' and <!channel>');
    await ana.command('/incident', 'declare sev2 Checkout is down', { channel: 'incidents' });
    const room = await world.room('INC-1');
    await world.slack.until(() => room.view.members.includes('ana'));
    await world.settles();

    for (const verb of verbs) {
      const done = await ana.command('/incident', `${verb} ${bad}`, { channel: room.id });
      expect(done.status, verb).toBe('ok');
    }
    for (const verb of forms) expect(await sendForm(world, room, verb, bad), verb).toBe('closed');
    await ana.command('/incident', `reopen ${bad}`, { channel: room.id });
    for (const verb of ['timeline 30', 'list all', 'status', 'INC-2', 'alerts', 'role'])
      await ana.command('/incident', verb, { channel: room.id });
    if (ana.views().length > 0) await ana.closeView();
    await world.settles();

    // The address was asked for by link; its label is the person's too.
    const own = new RegExp(`^<@${ana.id}>|^<#|^<!date|^<${EVIL}> in`);
    expect(effectsOf(world.slack).filter((effect) => !own.test(effect))).toEqual([]);
    await world.logIsWhole('INC-1');
  });
});
