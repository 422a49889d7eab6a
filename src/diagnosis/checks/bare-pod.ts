import { refOf, refWords } from '../../domain/cluster/object-ref.ts';
import { isMeant } from '../../domain/cluster/runs.ts';
import type { Check } from '../check.ts';
import { clock } from '../words/clock.ts';
import { look } from '../words/look.ts';
import { line } from '../words/proof.ts';

/** Check 24: pods that nobody makes again when they are gone. A node's static pods are the kubelet's, and no bare ones. */
export const barePod: Check = {
  id: 'bare-pod',
  title: 'Pods that nobody would make again',
  reads: ['pods'],
  run: ({ view }) =>
    view.pods
      .filter(
        (pod) => isMeant(pod) && pod.owner === null && !('kubernetes.io/config.mirror' in pod.annotations),
      )
      .map((pod) => ({
        check: 'bare-pod',
        object: refOf(pod),
        affects: [],
        sentence: `${refWords(pod)} has no owner: nobody makes it again when it is deleted or its node is lost`,
        confidence: 'context',
        severity: 'info',
        layer: 'cause',
        changedAt: null,
        evidence: [line('Made', `${clock(pod.createdAt, view.takenAt)}, by nobody's controller`)],
        lookNext: [look.describe(pod)],
        help: null,
      })),
};
