import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../../sandbox/slack/faults.ts';
import type { Form } from '../../../src/domain/form.ts';
import { Misconfigured, Unavailable } from '../../../src/ports/failures.ts';
import { saying, startWorkspace, type Workspace } from './workspace.ts';

const form: Form = {
  name: 'declare',
  subject: 'INC-7',
  title: 'Declare an incident',
  submit: 'Declare',
  fields: [
    { kind: 'text', name: 'title', label: 'What is broken?' },
    {
      kind: 'choice',
      name: 'severity',
      label: 'Severity',
      choices: [
        { value: 'sev1', label: 'SEV1' },
        { value: 'sev2', label: 'SEV2' },
      ],
      initial: 'sev2',
    },
    { kind: 'user', name: 'lead', label: 'Who leads?', optional: true },
    { kind: 'toggle', name: 'private', label: 'Private', text: 'Only for those who are invited' },
  ],
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.each(['http', 'socket'] as const)('what people do, over %s', (delivery) => {
  let space: Workspace;
  beforeEach(async () => {
    space = await startWorkspace({ delivery });
  });
  afterEach(() => space.stop());

  const ana = () => space.sandbox.as('ana');
  const incidents = () => space.sandbox.channel('incidents');
  const type = (text: string) => ana().command('/incident', text, { channel: 'incidents' });
  const onlyAna = () =>
    incidents()
      .ephemerals('ana')
      .map(({ text }) => text);
  const buttons = async (action = 'accept') =>
    space.slack.chat.post({
      to: { channel: incidents().id },
      incident: 'INC-7',
      step: 'post-card',
      lane: 'status',
      mayExist: false,
      document: {
        push: ['card'],
        parts: [{ kind: 'buttons', buttons: [{ action, value: 'INC-7', label: 'Accept' }] }],
      },
    });

  it('a slash command is answered in its acknowledgement, to its author alone', async () => {
    space.door.answers = {
      command: async () => ({ kind: 'say', document: saying('No incident here <!channel>') }),
    };
    const { reply, status } = await type('note @ben saw it');

    expect(status).toBe('ok');
    expect(reply).toMatchObject({ text: 'No incident here &lt;!channel&gt;', inChannel: false });
    expect(space.door.asked).toMatchObject([
      {
        what: 'command',
        asker: { user: ana().id, channel: incidents().id },
        rest: [`note <@${space.sandbox.member('ben').id}|ben> saw it`],
      },
    ]);
  });

  it('a command that takes longer says so in time, and the answer follows', async () => {
    space.door.answers = {
      command: async () => {
        await pause(2_500);
        return { kind: 'say', document: saying('Here it is') };
      },
    };
    const { reply, ms } = await type('timeline');

    expect(reply?.text).toBe('Working on it…');
    expect(ms).toBeLessThan(3_000);
    await space.sandbox.until(() => onlyAna().includes('Here it is'));
  });

  it('a click is answered to the one who clicked, with the deed, the value and the message', async () => {
    space.door.answers = { button: async () => ({ kind: 'say', document: saying('You lead now.') }) };
    const ref = await buttons();

    expect(await ana().press('incidents', ref.ts, 'accept')).toMatchObject({ acked: true });
    await space.sandbox.until(() => onlyAna().includes('You lead now.'));
    expect(incidents().message(ref.ts)?.text).toBe('card');
    expect(space.door.asked.at(-1)).toMatchObject({ what: 'button', rest: ['accept', 'INC-7', ref] });
    expect(space.door.asked.at(-1)?.asker.requestId).toBeTruthy();
  });

  it.each([
    [new Unavailable('redis-unreachable'), /could not confirm/],
    [new Misconfigured('missing_scope'), /not set up for this/],
    [new Error('a mistake of ours'), /went wrong/],
  ])('a click gets an answer also when %s', async (error, words) => {
    space.door.answers = { button: async () => Promise.reject(error) };
    const ref = await buttons();
    await ana().press('incidents', ref.ts, 'accept');

    await space.sandbox.until(() => onlyAna().some((text) => words.test(text)));
  });

  it('a command gets an answer also when the store is away', async () => {
    space.door.answers = { command: async () => Promise.reject(new Unavailable('redis-unreachable')) };

    expect((await type('status')).reply?.text).toMatch(/could not confirm/);
  });

  it('a form opens at once; what is filled in arrives by field name, and the answer is for its author', async () => {
    space.door.answers = {
      command: async () => ({ kind: 'form', form }),
      submit: async () => ({ kind: 'closed', say: saying('Declared INC-8') }),
    };
    await type('declare');
    await space.sandbox.until(() => ana().views().length === 1);
    const chosen = { title: 'Checkout <down>', lead: space.sandbox.member('ben').id };

    expect((await ana().submit(chosen)).outcome).toBe('closed');
    await space.sandbox.until(() => onlyAna().includes('Declared INC-8'));
    expect(space.door.asked.at(-1)).toMatchObject({
      what: 'submit',
      asker: { user: ana().id, channel: incidents().id },
      rest: ['declare', 'INC-7', { ...chosen, severity: 'sev2', private: 'false' }],
    });
  });

  it('errors stay under their fields, and an error without a field is shown, too', async () => {
    space.door.answers = {
      command: async () => ({ kind: 'form', form }),
      submit: async () => ({ kind: 'errors', fields: { severity: 'Which one?', nowhere: 'It was closed.' } }),
    };
    await type('declare');
    await space.sandbox.until(() => ana().views().length === 1);
    const { outcome, errors } = await ana().submit({ title: 'x' });

    expect(outcome).toBe('errors');
    expect(errors).toEqual({ title: 'It was closed.', severity: 'Which one?' });
  });

  it.each<[string, Fault, RegExp]>([
    [
      'came too late',
      { kind: 'error', error: 'expired_trigger_id' },
      /three seconds that Slack allows. Please press again/,
    ],
    ['Slack holds back', { kind: '429', retryAfter: 1 }, /slow down.* press again in a few seconds/],
    ['may be open: the reply was lost', { kind: 'lost-reply' }, /did not confirm .* If you do not see it/],
    ['Slack will never open', { kind: 'error', error: 'missing_scope' }, /not set up for this/],
  ])('a form that %s is told in words', async (_why, fault, sentence) => {
    space.door.answers = { button: async () => ({ kind: 'form', form }) };
    space.sandbox.fault('views.open', fault, { times: 1 });
    const ref = await buttons();
    await ana().press('incidents', ref.ts, 'accept');

    await space.sandbox.until(() => onlyAna().some((text) => sentence.test(text)));
  });

  it('an answer to a form that was opened where the bot is no member comes as a direct message', async () => {
    space.door.answers = {
      command: async () => ({ kind: 'form', form }),
      submit: async () => ({ kind: 'closed', say: saying('Declared INC-9') }),
    };
    ana().createChannel('elsewhere', { private: true });
    await ana().command('/incident', 'declare', { channel: 'elsewhere' });
    await space.sandbox.until(() => ana().views().length === 1);
    await ana().submit({ title: 'x' });

    await space.sandbox.until(() => space.sandbox.dm('ana').find('Declared INC-9'));
  });

  it('an answer whose blocks Slack refuses is told as text', async () => {
    space.door.answers = {
      command: async () => ({ kind: 'form', form }),
      submit: async () => ({ kind: 'closed', say: saying('Declared INC-9') }),
    };
    await type('declare');
    await space.sandbox.until(() => ana().views().length === 1);
    space.sandbox.fault('chat.postEphemeral', { kind: 'error', error: 'invalid_blocks' }, { times: 1 });
    await ana().submit({ title: 'x' });

    await space.sandbox.until(() =>
      onlyAna().some((text) => /^Declared INC-9\nSlack did not take/.test(text)),
    );
  });

  it('the message shortcut puts a message on the timeline', async () => {
    space.door.answers = { markMessage: async () => ({ kind: 'say', document: saying('Saved.') }) };
    const { ts } = ana().say('incidents', 'the pool was at 5');
    await ana().shortcut('mark_message', { channel: 'incidents', ts });

    await space.sandbox.until(() => onlyAna().includes('Saved.'));
    expect(space.door.asked).toMatchObject([{ what: 'mark', rest: [{ channel: incidents().id, ts }] }]);
  });

  it('a shortcut that we do not know is answered, too', async () => {
    const { ts } = ana().say('incidents', 'x');
    await ana().shortcut('something_else', { channel: 'incidents', ts });

    await space.sandbox.until(() => onlyAna().some((text) => /not known to this version/.test(text)));
  });
});

describe('a command that comes over every connection', () => {
  it('is carried out once, and its answer is not lost', async () => {
    const space = await startWorkspace({ delivery: 'socket', socketDelivery: 'all' });
    await expect.poll(() => space.sandbox.socket.connections()).toBe(2);
    space.door.answers = {
      command: async () => {
        await pause(50);
        return { kind: 'say', document: saying('All is well.') };
      },
    };
    const { reply } = await space.sandbox.as('ana').command('/incident', 'status', { channel: 'incidents' });
    await pause(200);

    expect(reply?.text).toBe('All is well.');
    expect(space.door.asked).toHaveLength(1);
    await space.stop();
  });
});
