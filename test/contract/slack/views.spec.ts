import { expect } from 'vitest';
import { describeContract } from './contract.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const modal = (title = 'A modal') => ({
  type: 'modal',
  title: plain(title),
  blocks: [{ type: 'section', block_id: 'b', text: plain('text') }],
});
type Shown = { id: string; hash: string };

describeContract('views', ({ rule, ruleKinderInEmulate }) => {
  rule('a trigger opens one modal and is then used up', async (slack) => {
    const trigger_id = await slack.trigger();

    const opened = await slack.call('views.open', { trigger_id, view: modal() });
    const again = await slack.call('views.open', { trigger_id, view: modal() });

    expect(opened).toMatchObject({ ok: true, view: { type: 'modal', title: { text: 'A modal' } } });
    expect(again.error).toBe('exchanged_trigger_id');
  });

  rule('an unknown trigger is invalid_trigger_id', async (slack) => {
    const answer = await slack.call('views.open', { trigger_id: '1.2.nothing', view: modal() });

    expect(answer.error).toBe('invalid_trigger_id');
  });

  rule('a trigger is too old after three seconds', async (slack) => {
    const trigger_id = await slack.trigger();
    await new Promise((resolve) => setTimeout(resolve, 4100));

    expect((await slack.call('views.open', { trigger_id, view: modal() })).error).toBe('expired_trigger_id');
  });

  rule('an update with an old hash is hash_conflict, of an unknown view not_found', async (slack) => {
    const opened = await slack.call('views.open', { trigger_id: await slack.trigger(), view: modal() });
    const { id, hash } = opened.view as Shown;

    expect((await slack.call('views.update', { view_id: id, hash, view: modal('Second') })).ok).toBe(true);
    expect((await slack.call('views.update', { view_id: id, hash, view: modal('Third') })).error).toBe(
      'hash_conflict',
    );
    expect((await slack.call('views.update', { view_id: 'V0NONE', view: modal() })).error).toBe('not_found');
  });

  rule('three modals lie on each other, not four', async (slack) => {
    let view = (await slack.call('views.open', { trigger_id: await slack.trigger(), view: modal() }))
      .view as Shown;
    for (const title of ['Second', 'Third']) {
      const pushed = await slack.call('views.push', {
        trigger_id: await slack.trigger(view.id),
        view: modal(title),
      });
      expect(pushed.ok).toBe(true);
      view = pushed.view as Shown;
    }

    const fourth = await slack.call('views.push', {
      trigger_id: await slack.trigger(view.id),
      view: modal('Fourth'),
    });

    expect(fourth.error).toBe('push_limit_reached');
  });

  rule('the home is published to a person', async (slack) => {
    const view = { type: 'home', blocks: [{ type: 'divider' }] };

    expect(await slack.call('views.publish', { user_id: slack.people[0], view })).toMatchObject({
      ok: true,
      view: { type: 'home' },
    });
  });

  ruleKinderInEmulate('a title over 24 characters is refused', 'it does not look', async (slack) => {
    const trigger_id = await slack.trigger();
    const answer = await slack.call('views.open', { trigger_id, view: modal('t'.repeat(25)) });

    expect(answer).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: {
        messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'],
      },
    });
  });

  ruleKinderInEmulate('more than 100 blocks are refused', 'it takes any number', async (slack) => {
    const trigger_id = await slack.trigger();
    const blocks = Array.from({ length: 101 }, () => ({ type: 'divider' }));

    expect((await slack.call('views.open', { trigger_id, view: { ...modal(), blocks } })).error).toBe(
      'invalid_arguments',
    );
  });
});
