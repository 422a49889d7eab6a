import { TOKEN_VOLUME } from '../../../domain/cluster/token-volume.ts';
import { LETTERS } from './known-texts.ts';

const NAME = new RegExp(`^${TOKEN_VOLUME}-[a-z0-9]{${LETTERS}}$`);

/** The name of a volume, of which the letters of chance are left out where admission made it. */
export function volumeName(name: string): string {
  return name.startsWith(TOKEN_VOLUME) && NAME.test(name) ? TOKEN_VOLUME : name;
}

const BEFORE_LETTERS = `{"name":"${TOKEN_VOLUME}-`;
const MOUNT = String.raw`,"readOnly":true,"mountPath":"/var/run/secrets/kubernetes\.io/serviceaccount"\}`;
const VOLUME = String.raw`,"projected":\{"sources":\[\{"serviceAccountToken":\{`;
const WRITTEN = new RegExp(`${BEFORE_LETTERS}[a-z0-9]{${LETTERS}}"(?:${MOUNT}|${VOLUME})`, 'g');

/**
 * Where in the bytes of JSON the letters of chance stand by which the specs of two pods of one workload differ, in order.
 * What only looks like it, and stands elsewhere, is no such place.
 */
export function tokenLetters(json: Buffer): readonly number[] {
  if (!json.includes(TOKEN_VOLUME)) return [];
  return [...json.toString('latin1').matchAll(WRITTEN)].map(({ index }) => index + BEFORE_LETTERS.length);
}
