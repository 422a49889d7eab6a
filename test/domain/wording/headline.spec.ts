import { expect, it } from 'vitest';
import { headline } from '../../../src/domain/wording/headline.ts';
import { anIncident, aPolicy } from '../../builders/incident.ts';

const policy = aPolicy({ cluster: 'prod-eu1' });

it('the start of a push names the cluster once, also when the title ends with it', () => {
  const storm = 'Alert storm: TargetDown in many groups in prod-eu1';

  expect(headline(anIncident([], { title: 'Checkout is failing', policy }))).toBe(
    'SEV1 Checkout is failing, prod-eu1',
  );
  expect(headline(anIncident([], { title: storm, policy }))).toBe(`SEV1 ${storm}`);
});

it('the start of a push names no cluster when none is known', () => {
  const nowhere = anIncident([], { title: 'Checkout is failing', policy: aPolicy({ cluster: null }) });

  expect(headline(nowhere)).toBe('SEV1 Checkout is failing');
});
