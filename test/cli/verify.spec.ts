import { describe, expect, it } from 'vitest';
import { runVerify } from '../../src/cli/verify.ts';
import type { Verification, Verify } from '../../src/integrations/redis/verify-chain.ts';

const whole: Verification = {
  ...{ id: 'INC-42', facts: 118, texts: 340, unsealed: 0, kept: 0, waiting: 0 },
  ...{ head: 'ab12cd34ef567890ab12cd34ef567890', notedAt: null, damages: [] },
};

/** A verification that answers as told and remembers what it was asked. */
function answering(found: Partial<Verification> | null) {
  const asked: unknown[] = [];
  const verify: Verify = {
    async incident(...args) {
      asked.push(args);
      return found && { ...whole, ...found };
    },
    headOf: async () => null,
  };
  return { verify, asked };
}

describe('keyturn verify', () => {
  it('says in one line that everything is as it was written', async () => {
    expect(await runVerify(answering({}), ['INC-42'])).toEqual({
      exitCode: 0,
      lines: ['INC-42: 118 facts, chain whole, 340 texts match, head ab12cd34ef567890…'],
    });
  });

  it('says how many texts are not sealed yet', async () => {
    const { lines } = await runVerify(answering({ texts: 1, unsealed: 2 }), ['42']);

    expect(lines[0]).toContain('1 text matches (2 more not sealed yet)');
  });

  it.each([
    [12, 'all 12 kept texts are'],
    [1, 'the one kept text is'],
  ])('says that of %i kept texts each is as written', async (kept, words) => {
    const { lines } = await runVerify(answering({ kept }), ['42']);

    expect(lines[0]).toContain(`340 texts match, and ${words} as written, head`);
  });

  it('lists each damage with its place and ends with 1', async () => {
    const damages = [
      { kind: 'fact-changed', version: 3 },
      { kind: 'facts-missing', from: 5, to: 5 },
      { kind: 'facts-missing', from: 7, to: 9 },
      { kind: 'fact-moved', version: 11, found: 12 },
      { kind: 'tail-cut', from: 117, to: 118 },
      { kind: 'text-changed', channel: 'C1', ts: '1700000001.000100', sealedBy: 6 },
      { kind: 'text-missing', channel: 'C1', ts: '1700000002.000100', sealedBy: 6 },
      { kind: 'evidence-changed', id: 'answer-3', sealedBy: 12 },
      { kind: 'evidence-missing', id: 'postmortem-1-md', sealedBy: 99 },
    ] as const;

    const { exitCode, lines } = await runVerify(answering({ facts: 110, damages }), ['inc-42']);

    expect(exitCode).toBe(1);
    expect(lines).toEqual([
      'INC-42: 110 facts, 9 damages:',
      '  Fact 3 was changed.',
      '  Fact 5 was dropped.',
      '  Facts 7 to 9 were dropped.',
      '  At the place of fact 11 stands fact 12: the order was changed.',
      '  The end of the log was cut off: facts 117 to 118 are missing.',
      '  The text of message 1700000001.000100 in C1 was changed after fact 6 sealed it.',
      '  The text of message 1700000002.000100 in C1, sealed by fact 6, is missing.',
      '  The text kept as answer-3 was changed after fact 12 sealed it.',
      '  The text kept as postmortem-1-md, sealed by fact 99, is missing.',
    ]);
  });

  it('says that a text may differ because an event waits to be applied', async () => {
    const damages = [{ kind: 'text-changed', channel: 'C1', ts: '1.1', sealedBy: 6 }] as const;

    const { lines } = await runVerify(answering({ waiting: 2, damages }), ['INC-42']);

    expect(lines.at(-1)).toContain('2 Slack events not applied yet');
  });

  it('hands a noted head over and says where it is', async () => {
    const world = answering({ notedAt: 97 });

    const { exitCode, lines } = await runVerify(world, ['INC-42', '--head', 'AB12CD34EF56…']);

    expect(world.asked).toEqual([['INC-42', { head: 'ab12cd34ef56' }]]);
    expect([exitCode, lines[1]]).toEqual([0, 'The head you noted is that of fact 97.']);
  });

  it.each([
    [[], 'Which incident?'],
    [['INC-42', 'INC-43'], '"INC-43" is not understood here.'],
    [['checkout'], '"checkout" is not understood here.'],
    [['INC-42', '--head'], '--head wants the head as it was printed.'],
    [['INC-42', '--head', 'ab12'], '--head wants at least the first 12 characters.'],
  ])('checks nothing when it is asked for %o', async (args, sentence) => {
    const world = answering({});

    const { exitCode, lines } = await runVerify(world, args);

    expect([exitCode, lines[0], world.asked]).toEqual([2, sentence, []]);
    expect(lines[1]).toContain('Usage: keyturn verify INC-42');
  });

  it('says that there is no such incident', async () => {
    expect(await runVerify(answering(null), ['INC-9'])).toEqual({
      exitCode: 2,
      lines: ['There is no incident INC-9.'],
    });
  });
});
