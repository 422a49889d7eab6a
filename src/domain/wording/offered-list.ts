import type { Document, Line } from '../document.ts';
import type { Incident } from '../incident.ts';
import { inParts } from './in-parts.ts';

/** What can be proposed in an incident, each with a line that works when its names are put in. */
export function offeredList(
  { id, policy }: Pick<Incident, 'id' | 'policy'>,
  offered: readonly { readonly title: string; readonly example: string }[],
): Document {
  const where = policy.cluster === null ? id : `${id} (${policy.cluster})`;
  return {
    push: [`What can be proposed in ${where}.`],
    parts: [
      ...inParts(offered.map(({ title, example }): Line => [`${title}: `, { kind: 'code', text: example }])),
      {
        kind: 'context',
        lines: [
          [
            'Which namespaces, who approves and until when: the configuration says so, and the card shows it.',
          ],
        ],
      },
    ],
  };
}
