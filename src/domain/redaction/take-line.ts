import { beginArmour, withinArmour, wrappedArmour } from './armour.ts';
import { isSecretFlag } from './command-flags.ts';
import { bareLine, redactLine } from './redact-line.ts';
import { REDACTED } from './redacted.ts';
import { isSecretName } from './secret-names.ts';
import type { Stretch } from './stretch.ts';
import { OUTSIDE, type Surroundings } from './surroundings.ts';
import { isHidden, valueAt } from './value-at.ts';

/** What is left of a line (null: nothing, not even its line break), and what the lines after it have to know. */
export type Taken = { readonly text: string | null; readonly around: Surroundings };

/** YAML's block scalar: `password: |`. */
const BLOCK = /([A-Za-z0-9_.-]{1,128})["']?:[ \t]{1,8}[|>][+-]?\d?[+-]?[ \t]{0,8}$/;
/** How such a line ends: looked for first, because the name before it costs a look from each of its characters. */
const BLOCK_END = /[|>][+-]?\d?[+-]?[ \t]{0,8}$/;
const NAME_LINE =
  /(?:^|[\s{,-])["']?(?:name|key)["']?[ \t]{0,8}[:=][ \t]{0,8}["']?([A-Za-z0-9_.][A-Za-z0-9_.-]{0,127})["']?,?[ \t]{0,8}$/i;
const VALUE_LINE = /^\s{0,200}(?:- )?["']?value["']?[ \t]{0,8}[:=][ \t]{0,8}/i;
const FLAG_LINE = /(?:^|[\s[-])["']?(--?[A-Za-z][\w.-]{1,64})["']?,?[ \t]{0,8}$/;
/** A name alone on its line, and what may be its value on the next: one word or one quoted text. */
const KEY_LINE = /^\s{0,200}(?:- )?["']?([A-Za-z0-9_.-]{1,128})["']?:[ \t]{0,8}[[]?[ \t\r]{0,8}$/;
const SCALAR_LINE =
  /^(?:\s{1,200}(?:- )?|- )(?=["'][^"']{1,256}["'],?\s{0,8}$|[^\s"':{}[\]|>-][^\s"':{}]{0,256}\s{0,8}$)/;
const ITEM_LINE = /^\s{0,200}(?:- )?(?=[^\s-])/;
const NETRC_LINE = /(?:^|\s)(?:machine \S{1,256}|login \S{1,256}|default)[ \t]{0,8}$/;
const NETRC_PASSWORD = /^(\s{0,200}password[ \t]{1,8})(\S+)/;

/** How a line begins that holds what the line before it announced. */
const leads = { value: VALUE_LINE, item: ITEM_LINE, scalar: SCALAR_LINE } as const;

/**
 * Redacts one line that stands in `around`. In: a line without its line break. `last`: no line comes after it, so that
 * nothing need be known for one; most texts of a cluster are one line.
 */
export function takeLine(line: string, around: Surroundings, last = false): Taken {
  if (around.block !== null) {
    if (line.trim() === '' || indentation(line) > around.block) return { text: null, around };
    return takeLine(line, { ...around, block: null }, last);
  }
  if (around.armour) {
    const within = withinArmour(line, around.armour);
    if (within.kind === 'part') return { text: null, around: { ...around, armour: within.armour } };
    if (within.kind === 'end') {
      const rest = { ...around, armour: null };
      return /^(?:\s|\\+[nr])*$/.test(within.rest)
        ? { text: null, around: rest }
        : takeLine(within.rest, rest, last);
    }
    return plainLine(line, { ...around, armour: within.armour }, last);
  }
  return plainLine(line, around, last);
}

function plainLine(line: string, around: Surroundings, last: boolean): Taken {
  const bare = bareLine(line);
  const begun = beginArmour(bare);
  const own = byItself(bare, around);
  const block = blockIn(bare);
  const known = [...(begun?.found ?? []), ...(own ? [own] : []), ...(block ? [block] : [])];
  const left = redactLine(bare, 0, known);
  const text = left === bare ? line : left;
  if (last) return { text, around: OUTSIDE };
  const armour = begun ? begun.open : (around.armour ?? (left === bare ? null : wrappedArmour(bare)));
  if (block) return { text, around: { ...OUTSIDE, armour, block: indentation(bare) } };
  return { text, around: { armour, block: null, ...announced(bare, around, own) } };
}

/** What announces the block of a secret name, behind that name. */
function blockIn(line: string): Stretch | null {
  const end = line.slice(-200);
  const found = BLOCK_END.test(end) ? BLOCK.exec(end) : null;
  if (!found || !isSecretName(found[1] ?? '')) return null;
  return { from: line.length - end.length + end.search(BLOCK_END), to: line.length };
}

/** What a line says about the next one. */
function announced(
  line: string,
  around: Surroundings,
  own: Stretch | null,
): Pick<Surroundings, 'next' | 'netrc'> {
  const end = line.slice(-300);
  const name = NAME_LINE.exec(end);
  const flag = FLAG_LINE.exec(end);
  const key = KEY_LINE.exec(line.slice(0, 400));
  const listed =
    around.next === 'scalar' && /^\s{0,200}- /.test(line) && (own !== null || line.includes(`- ${REDACTED}`));
  if (listed || (key && isSecretName(key[1] ?? ''))) return { next: 'scalar', netrc: false };
  const next =
    name && isSecretName(name[1] ?? '') ? 'value' : flag && isSecretFlag(flag[1] ?? '') ? 'item' : null;
  return {
    next,
    netrc: NETRC_LINE.test(end) || (around.netrc && /^\s*(?:account|login) \S+\s*$/.test(line)),
  };
}

/** What the line before it announced: where it is in the line. */
function byItself(line: string, around: Surroundings): Stretch | null {
  if (around.netrc) {
    const [, lead = '', text = ''] = NETRC_PASSWORD.exec(line) ?? [];
    return text === '' || text === REDACTED ? null : { from: lead.length, to: lead.length + text.length };
  }
  const lead = around.next ? leads[around.next].exec(line)?.[0] : undefined;
  if (lead === undefined) return null;
  const value = valueAt(line, lead.length);
  if (!value) return null;
  const alone = value.quoted || /^[\s"']*$/.test(line.slice(value.to)) || around.next !== 'value';
  const stretch = { from: value.from, to: alone ? value.to : line.length };
  return isHidden(line, stretch) ? null : stretch;
}

function indentation(line: string): number {
  return line.length - line.trimStart().length;
}
