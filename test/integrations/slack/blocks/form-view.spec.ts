import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionOf, buttonId } from '../../../../src/integrations/slack/blocks/button-id.ts';
import { formView } from '../../../../src/integrations/slack/blocks/form-view.ts';
import { runs } from '../../../setup/runs.ts';
import { anyForm, anyText } from './arbitrary-documents.ts';
import { complaintsAbout } from './slack-limits.ts';

describe('any form', () => {
  it('becomes a modal that Slack takes', () => {
    fc.assert(
      fc.property(anyForm, (form) => {
        const view = formView(form, 'C024BE7LH');

        expect(complaintsAbout(view.blocks, 'modal')).toEqual([]);
        for (const words of [view.title, view.submit, view.close]) {
          expect(words?.text.length).toBeGreaterThan(0);
          expect(words?.text.length).toBeLessThanOrEqual(24);
        }
        expect(view.private_metadata?.length).toBeLessThanOrEqual(3000);
        expect(view.callback_id?.length).toBeLessThanOrEqual(255);
        expect(JSON.parse(view.private_metadata ?? '')).toEqual({
          subject: form.subject,
          channel: 'C024BE7LH',
        });
      }),
      { numRuns: runs(200) },
    );
  });
});

describe('a button’s id', () => {
  it('differs within its block and leads back to its action', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom('accept', 'accept~1', ''), anyText)), (actions) => {
        const taken = new Set<string>();
        for (const action of actions) {
          const id = buttonId(action, taken);
          if (id === null) continue;
          expect(taken.has(id)).toBe(false);
          expect(actionOf(id)).toBe(action);
          taken.add(id);
        }
      }),
    );
  });
});
