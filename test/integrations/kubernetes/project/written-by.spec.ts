import { expect, it } from 'vitest';
import { LEDGER_KINDS } from '../../../../src/domain/cluster/change-ledger.ts';
import { createReading } from '../../../../src/integrations/kubernetes/project/reading.ts';
import { viewSources } from '../../../../src/integrations/kubernetes/view-sources.ts';
import { slim } from '../slim-page.ts';

const written = {
  metadata: {
    name: 'web',
    managedFields: [
      {
        manager: 'terraform',
        operation: 'Update',
        time: '2026-11-20T12:00:00Z',
        fieldsV1: { 'f:metadata': {} },
      },
    ],
  },
};

it.each(LEDGER_KINDS)(
  'of %s, which the ledger of changes tells of, it stays known who wrote to it',
  (kind) => {
    for (const { managers = 'names', project } of viewSources[kind]) {
      const { items } = JSON.parse(slim(JSON.stringify({ items: [written] }), { managers }));

      expect(project(items[0], createReading()).managers).toEqual([
        expect.objectContaining({ name: 'terraform', at: Date.parse('2026-11-20T12:00:00Z') }),
      ]);
    }
  },
);
