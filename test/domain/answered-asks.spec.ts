import { describe, expect, it } from 'vitest';
import { answeredAsks } from '../../src/domain/answered-asks.ts';
import { dueSteps } from '../../src/domain/due-steps.ts';
import { evolveAll } from '../../src/domain/evolve.ts';
import type { FactBody } from '../../src/domain/fact.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { roleAsked, roleQuestionOver } from '../../src/domain/wording/role-ask.ts';
import { ANA, happened, inChannel, NOON } from '../builders/incident.ts';

const asked = [
  {
    kind: 'role.proposed',
    role: 'commander',
    user: 'UANA',
    candidates: ['UANA', 'UBEN'],
    acceptBy: NOON + 1,
  },
  { kind: 'step.done', step: 'ask-role:commander:1', ref: { channel: 'DANA', ts: '1.5' } },
] as const;

describe('a question by direct message', () => {
  it('is open while its person may answer', () => {
    expect(answeredAsks(inChannel(asked))).toEqual([]);
  });

  it('is answered when somebody has the role, and then names them without a button', () => {
    const incident = inChannel([
      ...asked,
      happened({ kind: 'role.assigned', role: 'commander', user: 'UBEN', previous: null }, { by: ANA }),
    ]);

    expect(answeredAsks(incident)).toEqual([
      { step: 'ask-role:commander:1', role: 'commander', place: 'directly' },
    ]);
    expect(JSON.stringify(roleAsked(incident, 'commander').parts)).toMatch(/UBEN.*is commander of INC-7/);
    expect(roleAsked(incident, 'commander').parts.some(({ kind }) => kind === 'buttons')).toBe(false);
  });

  it('can still be taken up by who was passed over', () => {
    const incident = inChannel([
      ...asked,
      {
        kind: 'role.proposed',
        role: 'commander',
        user: 'UBEN',
        candidates: ['UANA', 'UBEN'],
        acceptBy: NOON,
      },
    ]);

    expect(answeredAsks(incident)).toHaveLength(1);
    expect(roleAsked(incident, 'commander').parts.some(({ kind }) => kind === 'buttons')).toBe(true);
  });

  it('is over with the incident', () => {
    const incident = inChannel([
      ...asked,
      happened({ kind: 'status.changed', from: 'investigating', to: 'resolved', reason: null }, { by: ANA }),
    ]);

    expect(answeredAsks(incident)).toHaveLength(1);
  });
});

const proposed = (user: string): FactBody => ({
  kind: 'role.proposed',
  role: 'commander',
  user,
  candidates: ['UANA', 'UBEN'],
  acceptBy: NOON + 1,
});
const taken: FactBody = { kind: 'role.assigned', role: 'commander', user: 'UBEN', previous: null };
const vacated: FactBody = { kind: 'role.vacated', role: 'commander', user: 'UBEN', reason: 'left' };
const andThen = (incident: Incident, ...bodies: readonly FactBody[]): Incident =>
  evolveAll(
    incident,
    bodies.map((body) => happened(body)),
    NOON,
  ).incident;

/** Posts what is due to be posted in the channel, as the steps would. */
function saidAll(incident: Incident): Incident {
  const due = dueSteps(incident, NOON).filter(({ kind }) => kind === 'post-notice');
  return andThen(
    incident,
    ...due.map(
      ({ key }, i): FactBody => ({
        kind: 'step.done',
        step: key,
        ref: { channel: 'C1', ts: `2.${i}` },
      }),
    ),
  );
}

const inTheChannel = (incident: Incident): readonly string[] =>
  answeredAsks(incident).flatMap(({ step, place }) => (place === 'in-channel' ? [step] : []));
const questionsKept = (incident: Incident): readonly string[] =>
  Object.keys(incident.steps).filter((key) => key.startsWith('question:'));

describe('a question in the channel', () => {
  it('is open while somebody may answer it, also when everyone is asked', () => {
    const one = saidAll(inChannel([proposed('UANA')]));
    const all = saidAll(
      andThen(one, { kind: 'role.escalated', role: 'commander', from: 'UANA', everyone: true }),
    );

    expect(inTheChannel(one)).toEqual([]);
    expect(questionsKept(one)).toEqual(['question:commander:1']);
    expect(inTheChannel(all)).toEqual(['question:commander:1']);
    expect(questionsKept(all)).toEqual(['question:commander:1', 'question:commander:2']);
  });

  it('is over when somebody has the role, and then names them without a button', () => {
    const incident = saidAll(andThen(saidAll(inChannel([proposed('UANA')])), taken));

    expect(inTheChannel(incident)).toEqual(['question:commander:1']);
    expect(roleQuestionOver(incident, 'commander').parts).toEqual([
      { kind: 'text', lines: [[{ kind: 'user', user: 'UBEN' }, ' is commander of INC-7.']] },
    ]);
  });

  it('that Slack shows only after it was answered is over, too', () => {
    const asking = inChannel([proposed('UANA')]);
    const [question] = dueSteps(asking, NOON).filter(({ kind }) => kind === 'post-notice');
    const incident = andThen(asking, taken, {
      kind: 'step.done',
      step: question?.key ?? '',
      ref: { channel: 'C1', ts: '2.1' },
    });

    expect(inTheChannel(incident)).toEqual(['question:commander:1']);
  });

  it('keeps its buttons until the next one stands below it, and then leaves them to that one', () => {
    const waiting = andThen(saidAll(inChannel([proposed('UANA')])), proposed('UBEN'));

    expect(inTheChannel(waiting)).toEqual([]);
    expect(inTheChannel(saidAll(waiting))).toEqual(['question:commander:1']);
    expect(JSON.stringify(roleQuestionOver(waiting, 'commander').parts)).toMatch(
      /The next person was asked to be commander/,
    );
  });

  it('is over with the incident, and has nothing to do with it any more once that is reopened', () => {
    const over = andThen(saidAll(inChannel([proposed('UANA')])), {
      kind: 'status.changed',
      from: 'investigating',
      to: 'resolved',
      reason: null,
    });

    expect(inTheChannel(over)).toEqual(['question:commander:1']);
    expect(questionsKept(andThen(over, { kind: 'incident.reopened', reason: 'again' }))).toEqual([]);
  });

  it('is remembered only while it may need an edit, however often people are asked', () => {
    let incident = inChannel();
    for (let i = 0; i < 20; i++) incident = saidAll(andThen(incident, proposed(`U${i}`)));
    expect(questionsKept(incident)).toEqual([
      'question:commander:18',
      'question:commander:19',
      'question:commander:20',
    ]);

    incident = saidAll(andThen(incident, taken, vacated));

    expect(questionsKept(incident)).toEqual([]);
  });

  it('that was never said, because there is no channel, is not remembered', () => {
    const incident = andThen(inChannel([proposed('UANA')]), {
      kind: 'step.skipped',
      step: 'question:commander:1',
      reason: 'no-channel',
    });

    expect(questionsKept(incident)).toEqual([]);
  });

  it('that Slack made wait does not wait any more once it was answered elsewhere', () => {
    const blocked: FactBody = {
      kind: 'step.blocked',
      step: 'question:commander:1',
      reason: 'ratelimited',
      retryAt: NOON,
    };

    expect(questionsKept(inChannel([proposed('UANA'), blocked]))).toHaveLength(1);
    expect(questionsKept(inChannel([proposed('UANA'), blocked, taken]))).toEqual([]);
  });
});
