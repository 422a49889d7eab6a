import { describe, expect, it } from 'vitest';
import { readableBlocks, readableMessage } from '../../../sandbox/demo/readable/readable-blocks.ts';
import { readableView } from '../../../sandbox/demo/readable/readable-view.ts';

const names = {
  user: (id: string) => ({ U1: 'ana' })[id] ?? id,
  channel: (id: string) => ({ C1: 'incidents' })[id] ?? id,
  userGroup: (id: string) => ({ S1: 'oncall' })[id] ?? id,
};
const now = Date.UTC(2026, 0, 2, 12);
const seconds = now / 1000;
const clock = new Date(now).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });

const lines = (...blocks: Record<string, unknown>[]) => readableBlocks(blocks, names, now);
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const plain = (text: string) => ({ type: 'plain_text', text });

describe('a message as a person reads it', () => {
  it('names people, channels and groups', () => {
    expect(lines({ type: 'section', text: mrkdwn('<@U1> of <!subteam^S1> in <#C1>, <!here>') })).toEqual([
      '@ana of @oncall in #incidents, @here',
    ]);
  });

  it('shows a link by its label, and dates as of today', () => {
    const text = mrkdwn(`<https://a.example/x|Runbook> <!date^${seconds}^{date_short_pretty}, {time}|never>`);

    expect(lines({ type: 'section', text })).toEqual([`Runbook today, ${clock}`]);
  });

  it('undoes the escaping last, so that escaped text never becomes a mention', () => {
    expect(lines({ type: 'section', text: mrkdwn('a &lt;@U1&gt; &amp;lt; b') })).toEqual(['a <@U1> &lt; b']);
  });

  it('drops the stars of bold words, and keeps those of a multiplication', () => {
    expect(lines({ type: 'section', text: mrkdwn('*Status*: 2*3*4') })).toEqual(['Status: 2*3*4']);
  });

  it('takes plain text literally', () => {
    expect(lines({ type: 'header', text: plain('*<@U1>*') })).toEqual(['*<@U1>*']);
  });

  it('reads a field as label and value, and buttons as one line', () => {
    const button = (text: string) => ({ type: 'button', text: plain(text) });

    expect(
      lines(
        { type: 'section', fields: [mrkdwn('*Status*\nTriage')] },
        { type: 'actions', elements: [button('Accept'), button('Decline')] },
      ),
    ).toEqual(['Status: Triage', '[Accept] [Decline]']);
  });

  it('joins the pieces of a context line', () => {
    expect(lines({ type: 'context', elements: [mrkdwn('a'), plain('b')] })).toEqual(['a b']);
  });

  it('reads rich text with its lists, quotes and mentions', () => {
    const text = (words: string) => ({ type: 'text', text: words });
    const section = (...elements: unknown[]) => ({ type: 'rich_text_section', elements });

    expect(
      lines({
        type: 'rich_text',
        elements: [
          section({ type: 'user', user_id: 'U1' }, text(' at '), {
            type: 'date',
            timestamp: seconds,
            format: '{time}',
          }),
          { type: 'rich_text_list', style: 'bullet', elements: [section(text('one')), section(text('two'))] },
          { type: 'rich_text_quote', elements: [text('said\nso')] },
        ],
      }),
    ).toEqual([`@ana at ${clock}`, '- one', '- two', '> said', '> so']);
  });

  it('is the text where there are no blocks', () => {
    expect(readableMessage({ text: 'Hi <@U1>' }, names, now)).toBe('Hi @ana');
  });

  it('shows a form with what is chosen, what may stay empty, and its buttons', () => {
    const option = (value: string) => ({ text: plain(value), value });
    const view = {
      title: plain('Status of INC-1'),
      submit: plain('Set status'),
      blocks: [
        {
          type: 'input',
          label: plain('How far?'),
          element: {
            type: 'static_select',
            options: [option('one'), option('two')],
            initial_option: option('two'),
          },
        },
        {
          type: 'input',
          optional: true,
          label: plain('Who'),
          element: { type: 'users_select', initial_user: 'U1' },
        },
      ],
    };

    expect(readableView(view, names, now).split('\n')).toEqual([
      'Form: Status of INC-1',
      'How far?: [one | (two)]',
      'Who (optional): [@ana]',
      '[Cancel] [Set status]',
    ]);
  });
});
