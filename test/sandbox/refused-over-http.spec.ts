import { describe, expect, it } from 'vitest';
import { startWorkspace, type Workspace } from './workspace.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const option = (value: string, text = value) => ({ text: plain(text), value });
const actions = (element: object) => [{ type: 'actions', elements: [{ action_id: 'a', ...element }] }];
const image = (address: string) => [{ type: 'image', image_url: address, alt_text: 'A graph' }];
const select = (more: object) => actions({ type: 'static_select', options: [option('a')], ...more });

const post = async ({ slack, call }: Workspace, blocks: readonly object[]) => {
  const channel = slack.channel('incidents');
  const before = channel.said().length;
  const { error, errors } = await call('chat.postMessage', { channel: channel.id, text: 'x', blocks });
  return { error, errors, drawn: channel.said().length - before };
};

describe('a message that Slack refuses', () => {
  it.each([
    [
      'a picture that is not on the web',
      image('javascript:alert(1)'),
      '/image_url',
      /downloading image failed/,
    ],
    [
      'a picture of this machine',
      image('http://localhost:3000/a.png'),
      '/image_url',
      /downloading image failed/,
    ],
    ['a picture at no address', image('a.png'), '/image_url', /must be a valid url/],
    [
      'a choice that is no option',
      select({ initial_option: option('b') }),
      '/elements/0/initial_option',
      /one of the options/,
    ],
    [
      'a choice with other words than the option',
      select({ initial_option: option('a', 'A') }),
      '/elements/0/initial_option',
      /one of the options/,
    ],
    [
      'one of several choices that is no option',
      actions({
        type: 'checkboxes',
        options: [option('a'), option('b')],
        initial_options: [option('b'), option('c')],
      }),
      '/elements/0/initial_options/1',
      /one of the options/,
    ],
  ])('%s is not drawn', async (_, blocks, pointer, words) => {
    const answer = await post(await startWorkspace(), blocks);

    expect(answer).toMatchObject({ error: 'invalid_blocks', drawn: 0 });
    expect(String(answer.errors)).toMatch(words);
    expect(String(answer.errors)).toContain(`[json-pointer:/blocks/0${pointer}]`);
  });

  it('is another one than a choice among groups, or among what the app offers later', async () => {
    const workspace = await startWorkspace();
    const groups = [{ label: plain('G'), options: [option('a')] }];
    const grouped = { type: 'static_select', option_groups: groups, initial_option: option('a') };
    const external = { type: 'external_select', initial_option: option('anything') };

    expect(await post(workspace, actions(grouped))).toMatchObject({ drawn: 1 });
    expect(await post(workspace, actions(external))).toMatchObject({ drawn: 1 });
  });
});

describe('a modal that Slack refuses', () => {
  it('with a field of workflow steps is not opened', async () => {
    const { slack, call } = await startWorkspace();
    const view = { type: 'modal', title: plain('T'), blocks: [], submit_disabled: true };
    const trigger = slack.world.triggers.issue(slack.member('ana').id);

    const answer = await call('views.open', { trigger_id: trigger, view });

    expect(answer).toMatchObject({ error: 'invalid_arguments' });
    expect(String(answer.errors)).toBe('invalid additional property: submit_disabled [json-pointer:/view]');
    expect(slack.as('ana').views()).toEqual([]);
  });
});
