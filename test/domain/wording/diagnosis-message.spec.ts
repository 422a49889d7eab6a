import { describe, expect, it } from 'vitest';
import { answerMessage } from '../../../src/domain/wording/answer-message.ts';
import { card } from '../../../src/domain/wording/card.ts';
import { diagnosisMessage } from '../../../src/domain/wording/diagnosis-message.ts';
import { triageMessage } from '../../../src/domain/wording/triage.ts';
import { anIncident, happened, inChannel, NOON } from '../../builders/incident.ts';
import { aDiagnosis, aFinding, podsAnswered, podsAsked } from '../../builders/investigation.ts';
import { lineText, plainText } from '../../commands/plain-text.ts';

const web = { kind: 'Deployment', namespace: 'shop', name: 'web' } as const;

describe('the message with the diagnosis', () => {
  it('names the cause, how sure it is, the way there, the proof, what to look at and what would help', () => {
    const said = plainText(diagnosisMessage(inChannel(), aDiagnosis(), 'the whole report'));

    expect(said).toContain('First diagnosis of prod-eu1: a proven cause.');
    expect(said).toContain('1. 2 of 6 pods run another build (proven)');
    expect(said).toContain('Pod shop/checkout-1 → Deployment shop/checkout');
    expect(said).toContain('• tag: latest');
    expect(said).toContain('Would help: Set the image by its digest.');
    expect(said).toContain('Next: /incident images deploy/checkout -n shop');
    expect(said).toContain('Looked at 6 pods, 3 nodes with 30 checks.');
    expect(said).toContain('diagnosis-1.txt: the whole report');
  });

  it('pushes the cause itself, and calls it likely unless it is proven', () => {
    const push = (confidence: 'proven' | 'consistent') =>
      lineText(
        diagnosisMessage(inChannel(), aDiagnosis({ findings: [aFinding({ confidence })] }), null).push,
      );
    expect(push('proven')).toContain(': cause: 2 of 6 pods');
    expect(push('consistent')).toContain(': likely cause: 2 of 6 pods');
  });

  it('shows three causes, and none that another one explains', () => {
    const crash = { check: 'crash-loop', object: web } as const;
    const findings = [
      aFinding({ sentence: 'cause', explains: [crash] }),
      aFinding({ ...crash, sentence: 'consequence' }),
      ...['second', 'third', 'fourth'].map((sentence) => aFinding({ check: sentence, sentence })),
    ];
    const said = plainText(diagnosisMessage(inChannel(), aDiagnosis({ findings }), null));

    expect(said).toContain('a proven cause, and 3 more to look at.');
    expect(said).not.toContain('consequence');
    expect(said).toContain('3. third');
    expect(said).not.toContain('fourth');
  });

  it('says of what is only worth knowing that it is not the cause, in a line each and below the causes', () => {
    const context = aFinding({
      check: 'never-ready',
      sentence: 'a canary is not ready',
      confidence: 'context',
    });
    const only = diagnosisMessage(inChannel(), aDiagnosis({ findings: [context] }), null);
    const likely = aFinding({ confidence: 'consistent' });
    const both = diagnosisMessage(inChannel(), aDiagnosis({ findings: [context, likely] }), null);

    expect(lineText(only.push)).toMatch(/: no cause found in prod-eu1$/);
    expect(plainText(only)).toContain('First diagnosis of prod-eu1: no cause found.');
    expect(plainText(only)).toContain('Also seen, not the cause by itself: a canary is not ready');
    expect(plainText(both)).toMatch(/one likely cause, not proven\..*1\. 2 of 6 pods.*Also seen.* a canary/s);
    expect(lineText(both.push)).toContain('likely cause: 2 of 6 pods');
  });

  it('leaves out of the way what everybody passes by, and figures out of what was looked at', () => {
    const of = (kind: string) => ({ kind, namespace: 'shop', name: 'web' });
    const path = [of('Service'), of('Pod'), of('ReplicaSet'), of('Deployment')];
    const diagnosis = aDiagnosis({ findings: [aFinding({ path })], looked: { pods: 6, podusage: 5 } });
    const said = plainText(diagnosisMessage(inChannel(), diagnosis, null));

    expect(said).toContain('Service shop/web → Deployment shop/web');
    expect(said).toContain('Looked at 6 pods with');
  });

  it('says when there is no cause, and what could not be seen', () => {
    const gaps = ['Keyturn may not list nodes.', 'b', 'b', 'c', 'd'];
    const diagnosis = aDiagnosis({ findings: [], gaps });
    const said = plainText(diagnosisMessage(inChannel(), diagnosis, null));

    expect(said).toContain('no cause found');
    expect(said).toContain('as far as they could be seen');
    expect(said).toContain('Not seen: Keyturn may not list nodes.');
    expect(said).toContain('… and 1 more that could not be seen.');
  });
});

describe('the card and the triage message', () => {
  it('name the causes', () => {
    const done = aDiagnosis();
    expect(plainText(card(inChannel([done]), { at: NOON, lastSeenAt: NOON }))).toContain(
      '• 2 of 6 pods run another build (proven)',
    );
    expect(plainText(triageMessage(anIncident([done], { status: 'triage' })))).toContain('2 of 6 pods');
  });

  it('say that no cause was found, and why there is no diagnosis', () => {
    const at = { at: NOON, lastSeenAt: NOON };
    for (const findings of [[], [aFinding({ confidence: 'context' })]]) {
      const none = inChannel([aDiagnosis({ findings, gaps: ['x'] })]);
      expect(plainText(card(none, at))).toContain('no cause found; one kind could not be read');
    }
    const failed = inChannel([
      { kind: 'diagnosis.failed', cluster: 'p', sentence: 'p can’t be reached.', retryAt: NOON + 30_000 },
    ]);
    expect(plainText(card(failed, at))).toContain('No diagnosis yet: p can’t be reached. Next try');
  });
});

describe('an answer', () => {
  it('shows what was asked, the summary and the text; what is lost is said', () => {
    const asked = happened({ kind: 'query.asked', query: 1, question: podsAsked });
    const incident = inChannel([asked, podsAnswered]);
    const [notice] = incident.notices;
    if (notice?.body.kind !== 'answer') throw new Error('no answer');
    const answer = { ...notice, body: notice.body };

    const said = plainText(answerMessage(incident, answer, 'NAME READY\na    1/1'));
    expect(said).toContain('get pods -n shop');
    expect(said).toContain('6 pods in shop, 2 not ready');
    expect(said).toContain('a    1/1');
    expect(said).toContain('Next: /incident describe pod/checkout-1 -n shop');
    expect(plainText(answerMessage(incident, answer, null))).toContain('no longer kept');
  });
});
