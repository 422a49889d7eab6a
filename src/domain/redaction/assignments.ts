import { isSecretName, isWeakName } from './secret-names.ts';
import type { Stretch } from './stretch.ts';
import { isHidden, readsLikeProse, type Value, valuesOf } from './value-at.ts';

/** Lines without any of these words hold no name of a secret. */
const MAYBE =
  /pass|pwd|secret|token|cred|key|dsn|jwt|otp|salt|bearer|connstr|connection|docker|npmrc|netrc|pgpass|pypirc|kubeconfig|signature|_auth|totp|mnemonic|seed|amz|pw|\bpat\b|_pat|\bpin\b|_pin|sessid|sessionid|\bsig\b/i;

/** What may be a name. */
const NAME = /[A-Za-z0-9_.$-]+/g;

/** What stands between a name and its value: `=`, `: `, `":"`, `=>`, `"] = `, `>`, `%3D`, `%20=%20`, `' 'x'`. */
const BETWEEN =
  /(\\{0,7}(?:["'`]|&quot;)?\]?)((?:[ \t]|%20){0,64})(=>|:=|==?|:(?!\/\/)|%3[Dd]|\\u003[dD])(?:[ \t]|%20){0,64}|(>)(?=[^<\s])/y;

/** No word of a sentence is longer. */
const LONGEST_WORD = 257;

/** A name in the line: where it ends, and the word before it. */
type Name = { readonly text: string; readonly end: number; readonly before: string };

/** Finds the values in `password=x`, `"apiKey": "x"`, `<token>x</token>` and their like. In: one line. Out: where they are. */
export function findAssignments(line: string): readonly Stretch[] {
  if (!MAYBE.test(line)) return [];
  const found: Stretch[] = [];
  const valueAt = valuesOf(line);
  let before: { readonly text: string; readonly end: number } = { text: '', end: -2 };
  NAME.lastIndex = 0;
  for (let match = NAME.exec(line); match; match = NAME.exec(line)) {
    const [text] = match;
    const end = NAME.lastIndex;
    const value = secretOf(
      line,
      { text, end, before: before.end === match.index - 1 ? before.text : '' },
      valueAt,
    );
    before = { text, end: line[end] === ' ' ? end : -2 };
    if (!value) continue;
    found.push(value);
    // All of the rest is hidden.
    if (value.to === line.length) break;
  }
  return found;
}

function secretOf(line: string, name: Name, valueAt: (at: number) => Value | null): Stretch | null {
  BETWEEN.lastIndex = name.end;
  const between = BETWEEN.exec(line);
  if (!between) return null;
  const spelled = secretNameIn(line, name);
  if (!spelled) return null;
  const joint = between[3] ?? between[4] ?? '';
  if (joint === '>' && line[name.end - name.text.length - 1] !== '<') return null;
  const value = valueAt(name.end + between[0].length);
  if (!value) return null;
  const whole = restOfLine(line, name, joint, value) ?? value;
  return isKept(line, spelled, joint, whole) ? null : whole;
}

/** The name as it is spelled, with the word before it where only both together mean a secret ("API key: x"). */
function secretNameIn(line: string, name: Name): string | null {
  if (isSecretName(name.text)) return name.text;
  // A signature in a query opens the door like a password does.
  if (/^sig$|signature$/i.test(name.text) && line[name.end] === '=') return name.text;
  const both = `${name.before.slice(-64)} ${name.text}`;
  if (name.before && /^(?:keys?|string|password|secret|token|phrase)$/i.test(name.text) && isSecretName(both))
    return both;
  return null;
}

/** In YAML and .env files the value is all that follows the name, blanks and quotes and all. */
function restOfLine(line: string, name: Name, joint: string, value: Value): Value | null {
  if (value.quoted || !(joint === ':' || joint === '=')) return null;
  const lead = line.slice(Math.max(0, name.end - name.text.length - 64), name.end - name.text.length);
  if (name.end - name.text.length > 64 || !/^[\s-]*["']?(?:export |set |ENV |ARG )?$/.test(lead)) return null;
  if (joint === '=' && !/^[A-Z0-9_.]+$/.test(name.text)) return null;
  if (joint === ':' && !/^\s/.test(line.slice(name.end + 1))) return null;
  if (/^[{[&*|>!]/.test(line.slice(value.from, value.from + 1))) return null;
  const rest = line.slice(value.from);
  const next = rest.search(/[\s,;][\s"']{0,8}[A-Za-z_][\w.-]{0,64}["']?\s?(?:=|:\s)|\s#/);
  const whole = (next < 0 ? rest : rest.slice(0, next)).trimEnd();
  const to = value.from + whole.length - (/["']$/.test(whole.slice(-1)) ? 1 : 0);
  return { from: value.from, to: Math.max(value.to, to), quoted: false };
}

function isKept(line: string, name: string, joint: string, value: Value): boolean {
  if (isHidden(line, value)) return true;
  const text = line.slice(value.from, Math.min(value.to, value.from + LONGEST_WORD));
  if (/pwd$/i.test(name) && /^["']?\//.test(text)) return true;
  if (/^pass$/i.test(name) && /^\d{1,4}$/.test(text)) return true;
  if (/sig$|signature$/i.test(name)) return text.length < 16;
  if (!isWeakName(name)) return false;
  if (joint === '=' && !/^[a-z0-9.-]+\/[a-z0-9.-]+$/.test(text)) return false;
  if (value.quoted && joint !== '=' && !/\s/.test(text)) return /^\d{1,9}$/.test(text);
  return /^PASS$/.test(name) || readsLikeProse(/^\S*/.exec(text)?.[0] ?? '');
}
