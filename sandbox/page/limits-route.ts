import { BLOCK_LIMITS, TOTALS } from '../slack/block-kit/block-limits.ts';
import { ACTION_TYPES, ELEMENT_LIMITS, INPUT_TYPES } from '../slack/block-kit/element-limits.ts';
import { OBJECT_LIMITS, TEXT_LIMITS } from '../slack/block-kit/object-limits.ts';
import type { PageRoute } from './page-route.ts';

/** The limits against which the sandbox checks blocks, as they are, for the page that lists them. */
export const limitsRoute: PageRoute = {
  method: 'GET',
  path: '/api/limits',
  answer: () => ({
    totals: TOTALS,
    blocks: BLOCK_LIMITS,
    elements: ELEMENT_LIMITS,
    objects: OBJECT_LIMITS,
    texts: TEXT_LIMITS,
    actions: ACTION_TYPES,
    inputs: INPUT_TYPES,
  }),
};
