import type { Check } from './check.ts';
import { imageDigestDrift } from './checks/image-digest-drift.ts';

/** Every check there is. A new one is a file in `checks/` named after its id, and a line here. */
export const checks: readonly Check[] = [imageDigestDrift];
