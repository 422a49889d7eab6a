import { describe, expect, it } from 'vitest';
import { actions } from '../../../src/domain/action/actions.ts';
import { actionRights } from '../../../src/integrations/kubernetes/action-rights.ts';
import { allowedChanges } from '../../../src/integrations/kubernetes/allowed-changes.ts';
import { rightWords } from '../../../src/integrations/kubernetes/harmful-rights.ts';
import { readableWhole } from '../../../src/integrations/kubernetes/readable-whole.ts';

const unique = (words: readonly string[]) => [...new Set(words)].sort();

describe('the rights of the actions', () => {
  it('are together what can leave this process, and what a change is planned from', () => {
    const changes = allowedChanges.map(rightWords);
    const reads = readableWhole
      .filter(({ only }) => only === undefined)
      .map(({ group, resource }) => rightWords({ verb: 'get', group, resource }));

    expect(unique(Object.values(actionRights).flat().map(rightWords))).toEqual(
      unique([...changes, ...reads]),
    );
  });

  it.each(actions.map(({ name, kinds }) => [name, kinds] as const))(
    'of %s are about its kinds',
    (name, kinds) => {
      const changed = actionRights[name]
        .filter(({ verb }) => verb !== 'get')
        .map(({ resource }) => resource.split('/')[0]);

      expect(unique(changed.map(String))).toEqual(unique(kinds.map((kind) => `${kind.toLowerCase()}s`)));
    },
  );
});
