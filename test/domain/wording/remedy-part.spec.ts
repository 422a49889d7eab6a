import { describe, expect, it } from 'vitest';
import type { Button } from '../../../src/domain/document.ts';
import type { Remedy } from '../../../src/domain/finding.ts';
import { remedyOf } from '../../../src/domain/found-remedies.ts';
import type { GateRules } from '../../../src/domain/proposal/gate-rules.ts';
import { actions } from '../../../src/domain/wording/actions.ts';
import { type CompletedDiagnosis, diagnosisMessage } from '../../../src/domain/wording/diagnosis-message.ts';
import { parseDoSubject } from '../../../src/domain/wording/do-subject.ts';
import { aGateRules } from '../../builders/gate-rules.ts';
import { inChannel } from '../../builders/incident.ts';
import { aDiagnosis, aFinding } from '../../builders/investigation.ts';

const target = { kind: 'Deployment', namespace: 'shop', name: 'checkout' };
const restart: Remedy = { action: 'restart', parameters: {} };
const helped = (remedy: Remedy = restart, over = {}) =>
  aFinding({ help: { action: 'x', target: { ...target, ...over }, text: 'It helps.', remedy } });

const buttonsOf = (diagnosis: CompletedDiagnosis, gate: GateRules | null = aGateRules()): readonly Button[] =>
  diagnosisMessage(inChannel([diagnosis]), diagnosis, null, gate).parts.flatMap((part) =>
    part.kind === 'buttons' ? part.buttons : [],
  );

describe('the button of a finding that one of our actions would help', () => {
  it('names the change, and opens the form with it', () => {
    const diagnosis = aDiagnosis({ diagnosis: 2, findings: [aFinding({ help: null }), helped()] });
    const [button, ...more] = buttonsOf(diagnosis);
    const subject = parseDoSubject(button?.value ?? '');

    expect(more).toEqual([]);
    expect(button).toMatchObject({
      action: actions.openDoForm,
      label: 'Propose: restart Deployment shop/checkout',
    });
    expect(subject?.finding).toEqual({ diagnosis: 2, index: 1 });
    expect(remedyOf(inChannel([diagnosis]), { diagnosis: 2, index: 1 })).toMatchObject({
      target,
      remedy: restart,
    });
  });

  it('is not there where that change is not offered', () => {
    expect(buttonsOf(aDiagnosis({ findings: [helped()] }), null)).toEqual([]);
    expect(buttonsOf(aDiagnosis({ findings: [helped({ action: 'undo', parameters: {} })] }))).toEqual([]);
    expect(buttonsOf(aDiagnosis({ findings: [helped(restart, { namespace: 'pay' })] }))).toEqual([]);
    expect(buttonsOf(aDiagnosis({ findings: [helped()], cluster: 'prod-us1' }))).toEqual([]);
  });

  it('is not there for what would help but is none of our actions', () => {
    expect(buttonsOf(aDiagnosis())).toEqual([]);
  });

  it('says what is still to be chosen by leaving it out', () => {
    const gate = aGateRules({ allowances: [{ cluster: 'prod-eu1', namespaces: null, offered: ['scale'] }] });
    const remedy: Remedy = { action: 'scale', parameters: {} };

    expect(buttonsOf(aDiagnosis({ findings: [helped(remedy)] }), gate)[0]?.label).toBe(
      'Propose: scale Deployment shop/checkout',
    );
  });
});

describe('what could be proposed after a diagnosis', () => {
  it('is that of the last one only: what helped before may not help now', () => {
    const incident = inChannel([
      aDiagnosis({ findings: [helped()] }),
      aDiagnosis({ diagnosis: 2, findings: [aFinding({ help: null })] }),
    ]);

    expect(remedyOf(incident, { diagnosis: 1, index: 0 })).toBeNull();
  });

  it('is at most five, of the findings that people see', () => {
    const explained = { ...helped(), check: 'crash-loop' };
    const first = { ...helped(), explains: [{ check: 'crash-loop', object: explained.object }] };
    const others = Array.from({ length: 8 }, (_, n) => ({ ...helped(), check: `check-${n}` }));
    const { remedies } = inChannel([aDiagnosis({ findings: [first, explained, ...others] })]).investigation
      .diagnosis;

    expect(remedies.map(({ index }) => index)).toEqual([0, 2, 3, 4, 5]);
  });
});
