import { MINUTE } from '../../instant.ts';

/** Up to here it was noticed soon. */
export const SOON_DETECTED = 5 * MINUTE;

/** Up to here somebody answered soon. */
export const SOON_ACKNOWLEDGED = 5 * MINUTE;
