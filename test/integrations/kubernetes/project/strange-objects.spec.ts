import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as admission from '../../../../src/integrations/kubernetes/project/admission.ts';
import { event } from '../../../../src/integrations/kubernetes/project/event.ts';
import { fields } from '../../../../src/integrations/kubernetes/project/fields.ts';
import { networkPolicy } from '../../../../src/integrations/kubernetes/project/network-policy.ts';
import * as nodes from '../../../../src/integrations/kubernetes/project/node.ts';
import { pod } from '../../../../src/integrations/kubernetes/project/pod.ts';
import { createReading } from '../../../../src/integrations/kubernetes/project/reading.ts';
import * as services from '../../../../src/integrations/kubernetes/project/service.ts';
import * as small from '../../../../src/integrations/kubernetes/project/small-kinds.ts';
import * as usage from '../../../../src/integrations/kubernetes/project/usage.ts';
import * as workloads from '../../../../src/integrations/kubernetes/project/workload.ts';

const reading = createReading();

it('no object is so strange that reading it fails', () => {
  const all = [
    pod,
    event,
    networkPolicy,
    ...Object.values(workloads),
    ...Object.values(services),
    ...Object.values(small),
    ...Object.values(nodes),
    ...Object.values(admission),
    ...Object.values(usage),
  ];
  const words = ['metadata', 'spec', 'status', 'containers', 'template', 'ports', 'rules', 'env', 'data'];
  const strange = fc.object({ key: fc.constantFrom(...words), maxDepth: 4 });
  fc.assert(
    fc.property(strange, (item) => {
      for (const project of all) expect(project(fields(item), reading)).toBeTypeOf('object');
    }),
  );
});
