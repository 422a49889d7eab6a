import { describe, expect, it } from 'vitest';
import { startWorkspace, type Workspace } from './workspace.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const input = (blockId: string, more: object = {}) => ({
  type: 'input',
  block_id: blockId,
  label: plain(blockId),
  element: { type: 'plain_text_input', action_id: 'text' },
  ...more,
});
const modal = (more: object = {}) => ({
  type: 'modal',
  callback_id: 'declare',
  title: plain('Declare'),
  submit: plain('Go'),
  private_metadata: 'INC-1',
  blocks: [input('what'), input('why', { optional: true })],
  ...more,
});

const open = async ({ slack, call }: Workspace, view: object = modal()) => {
  const answer = await call('views.open', {
    trigger_id: slack.world.triggers.issue(slack.member('ana').id),
    view,
  });
  return { answer, ana: slack.as('ana') };
};

const answerSubmission = ({ bot }: Workspace, body: object | undefined) =>
  bot.answers(({ body: said }) => (said.type === 'view_submission' ? { body } : {}));

describe('modals', () => {
  it('send every value that was filled in, and what was left empty', async () => {
    const workspace = await startWorkspace();
    const { ana } = await open(workspace);

    expect(await ana.submit({ what: 'checkout is down' })).toMatchObject({ outcome: 'closed' });

    const sent = workspace.bot.received.at(-1)?.body;
    expect(sent).toMatchObject({
      type: 'view_submission',
      view: {
        callback_id: 'declare',
        private_metadata: 'INC-1',
        state: {
          values: {
            what: { text: { type: 'plain_text_input', value: 'checkout is down' } },
            why: { text: { type: 'plain_text_input', value: null } },
          },
        },
      },
    });
    expect(ana.views()).toEqual([]);
  });

  it("do not leave Slack's own form without the required fields", async () => {
    const workspace = await startWorkspace();
    const { ana } = await open(workspace);

    expect(await ana.submit()).toMatchObject({ outcome: 'incomplete', errors: { what: expect.any(String) } });
    expect(workspace.bot.received).toEqual([]);
  });

  it('stay open with the errors of the app, and say so when the app names no input', async () => {
    const workspace = await startWorkspace();
    const { ana } = await open(workspace);
    answerSubmission(workspace, { response_action: 'errors', errors: { what: 'too vague' } });
    expect(await ana.submit({ what: 'x' })).toMatchObject({
      outcome: 'errors',
      errors: { what: 'too vague' },
    });
    answerSubmission(workspace, { response_action: 'errors', errors: { nowhere: 'lost' } });
    expect(await ana.submit({ what: 'x' })).toMatchObject({ outcome: 'failed' });

    expect(ana.views()).toHaveLength(1);
  });

  it('are updated, stacked and cleared by what the app answers', async () => {
    const workspace = await startWorkspace();
    const { ana } = await open(workspace);
    answerSubmission(workspace, { response_action: 'update', view: modal({ title: plain('Second') }) });
    expect(await ana.submit({ what: 'x' })).toMatchObject({
      outcome: 'updated',
      view: { content: { title: { text: 'Second' } } },
    });
    answerSubmission(workspace, { response_action: 'push', view: modal({ title: plain('On top') }) });
    expect(await ana.submit({ what: 'x' })).toMatchObject({ outcome: 'pushed' });
    expect(ana.views()).toHaveLength(2);
    answerSubmission(workspace, undefined);
    expect(await ana.submit({ what: 'x' })).toMatchObject({
      outcome: 'closed',
      view: { content: { title: { text: 'Second' } } },
    });
    answerSubmission(workspace, { response_action: 'clear' });
    expect(await ana.submit({ what: 'x' })).toMatchObject({ outcome: 'cleared' });
    expect(ana.views()).toEqual([]);
  });

  it('tell whoever watches when the app clears all of them', async () => {
    const workspace = await startWorkspace();
    const { ana } = await open(workspace);
    answerSubmission(workspace, { response_action: 'push', view: modal({ title: plain('On top') }) });
    await ana.submit({ what: 'x' });
    const changes: object[] = [];
    workspace.slack.on('change', (change) => changes.push(change));
    answerSubmission(workspace, { response_action: 'clear' });

    await ana.submit({ what: 'x' });

    expect(changes).toContainEqual(expect.objectContaining({ kind: 'view', what: 'closed' }));
  });

  it('show trouble when the app is late or answers with a view that Slack refuses', async () => {
    const workspace = await startWorkspace({ ackTimeoutMs: 60 });
    const { ana } = await open(workspace);
    answerSubmission(workspace, { response_action: 'update', view: modal({ title: plain('t'.repeat(25)) }) });
    expect(await ana.submit({ what: 'x' })).toMatchObject({
      outcome: 'failed',
      shown: expect.stringMatching(/trouble/),
    });
    workspace.bot.answers(() => ({ afterMs: 200 }));
    expect(await ana.submit({ what: 'x' })).toMatchObject({ outcome: 'failed' });
  });

  it('tell of being closed only if they asked for it', async () => {
    const workspace = await startWorkspace();
    const quiet = await open(workspace);
    await quiet.ana.closeView();
    expect(workspace.bot.received).toEqual([]);
    const { ana } = await open(workspace, modal({ notify_on_close: true }));
    await ana.closeView();

    expect(workspace.bot.received[0]?.body).toMatchObject({
      type: 'view_closed',
      view: { callback_id: 'declare' },
    });
  });

  it('keep what was typed where an update keeps the block', async () => {
    const workspace = await startWorkspace();
    const { answer, ana } = await open(
      workspace,
      modal({ blocks: [input('what', { dispatch_action: true }), input('old')] }),
    );
    await ana.selectInView('text', 'typed');
    const { id } = answer.view as { id: string };

    await workspace.call('views.update', {
      view_id: id,
      view: modal({ blocks: [input('what'), input('new')] }),
    });

    expect(ana.views()[0]?.values).toMatchObject({ what: { text: { value: 'typed' } } });
    expect(workspace.bot.received[0]?.body).toMatchObject({
      type: 'block_actions',
      container: { type: 'view', view_id: id },
    });
  });

  it('are refused beyond the limits, with a pointer to the place', async () => {
    const workspace = await startWorkspace();
    const messages = async (view: object) => {
      const { answer } = await open(workspace, view);
      return (answer.response_metadata as { messages: string[] } | undefined)?.messages;
    };

    expect(await messages(modal({ private_metadata: 'x'.repeat(3001) }))).toEqual([
      '[ERROR] must be less than 3001 characters [json-pointer:/view/private_metadata]',
    ]);
    expect(await messages(modal({ submit: undefined }))).toEqual([
      '[ERROR] missing required field: submit [json-pointer:/view]',
    ]);
    expect(await messages({ ...modal(), blocks: [{ type: 'table', rows: [] }] })).toEqual([
      '[ERROR] unsupported type: table [json-pointer:/view/blocks/0]',
    ]);
    expect(
      (await open(workspace, modal({ private_metadata: 'x', callback_id: 'x'.repeat(250_000) }))).answer
        .error,
    ).toBe('view_too_large');
  });

  it('offer what the app suggests in an external select', async () => {
    const workspace = await startWorkspace();
    const element = { type: 'external_select', action_id: 'pick' };
    const { ana } = await open(workspace, modal({ blocks: [input('service', { element })] }));
    const option = (value: string) => ({ text: plain(value), value });
    workspace.bot.answers(({ body }) =>
      body.type === 'block_suggestion' ? { body: { options: [option(`${body.value}-1`)] } } : {},
    );

    expect(await ana.suggest('pick', 'che')).toEqual({
      options: [{ text: 'che-1', value: 'che-1' }],
      failed: undefined,
    });
    workspace.bot.answers(() => ({ body: { options: [option('x'.repeat(200))] } }));
    expect((await ana.suggest('pick', 'che')).failed).toMatch(/must be less than 76 characters/);
  });

  it('and the home of the app is drawn when someone opens it', async () => {
    const { slack, bot, call } = await startWorkspace();
    const ana = slack.as('ana');
    ana.openHome();
    await slack.until(() => bot.events('app_home_opened').length === 1);
    const home = {
      type: 'home',
      blocks: [{ type: 'actions', elements: [{ type: 'button', action_id: 'b', text: plain('Go') }] }],
    };

    const { view } = await call('views.publish', { user_id: ana.id, view: home });
    await ana.pressInView('Go', 'home');

    expect(ana.home()?.id).toBe((view as { id: string }).id);
    expect(bot.received.at(-1)?.body).toMatchObject({ container: { type: 'view' }, view: { type: 'home' } });
  });
});
