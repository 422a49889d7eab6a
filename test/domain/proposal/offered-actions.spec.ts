import { describe, expect, it } from 'vitest';
import { offeredActions } from '../../../src/domain/proposal/offered-actions.ts';
import { aGateRules } from '../../builders/gate-rules.ts';

describe('the actions that are offered', () => {
  const rules = aGateRules({
    allowances: [
      { cluster: 'prod-eu1', namespaces: ['shop'], offered: ['cordon', 'restart'] },
      { cluster: 'prod-eu1', namespaces: ['pay'], offered: ['scale'] },
      { cluster: 'prod-us1', namespaces: null, offered: ['undo'] },
    ],
  });

  it('are those of a namespace, with those on nodes, which belong to none', () => {
    expect(offeredActions(rules, 'prod-eu1', 'shop')).toEqual(['restart', 'cordon']);
    expect(offeredActions(rules, 'prod-eu1', 'pay')).toEqual(['scale', 'cordon']);
    expect(offeredActions(rules, 'prod-us1', 'kube-system')).toEqual([]);
  });

  it('are all of a cluster where no namespace is named', () => {
    expect(offeredActions(rules, 'prod-eu1', null)).toEqual(['restart', 'scale', 'cordon']);
  });

  it('are none in another cluster, or without rules', () => {
    expect(offeredActions(rules, 'staging', 'shop')).toEqual([]);
    expect(offeredActions(null, 'prod-eu1', 'shop')).toEqual([]);
  });
});
