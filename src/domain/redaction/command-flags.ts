import { REDACTED } from './redacted.ts';
import { isSecretName } from './secret-names.ts';
import { type Stretch, stretchesBehind } from './stretch.ts';
import { hidesNothing, valuesOf } from './value-at.ts';

/** A long flag and what parts it from the next word: blanks, or the quotes and comma of a list. */
const LONG_FLAG =
  /(?<![\w-])(--?[A-Za-z][A-Za-z0-9._-]{1,64})(?:[ \t]{1,16}|\\{0,7}["'],[ \t]{0,16}(?=\\{0,7}["']))/g;

/** Programs whose short flag holds a password, and how: glued to it or as the next word. */
const programs: readonly { readonly program: RegExp; readonly flag: string; readonly glued: boolean }[] = [
  {
    program:
      /^(?:mysql|mysqldump|mysqladmin|mysqlimport|mysqlsh|mariadb|mariadb-dump|mariadb-admin|xtrabackup)$/,
    flag: 'p',
    glued: true,
  },
  {
    program:
      /^(?:sshpass|mongo|mongosh|mongodump|mongorestore|docker|podman|buildah|skopeo|helm|az|influx|oc|argocd|nerdctl)$/,
    flag: 'p',
    glued: false,
  },
  { program: /^(?:redis-cli|redis-benchmark|valkey-cli)$/, flag: 'a', glued: false },
  { program: /^(?:curl|http|https)$/, flag: 'u', glued: false },
  { program: /^(?:ldapsearch|ldapadd|ldapmodify|ldapwhoami)$/, flag: 'w', glued: false },
  { program: /^(?:sqlcmd|bcp|isql)$/, flag: 'P', glued: false },
];

/** Anything that such a line begins with, so that other lines cost nothing. */
const MAYBE =
  /(?:sql|maria|xtra|sshpass|mongo|docker|podman|buildah|skopeo|helm|az |influx|redis-|valkey-|curl|http |ldap|bcp|argocd|nerdctl)/;

const WORD = /[^\s"',[\]]+/g;

/** `pass:` and `env:` are how OpenSSL is given a password. */
const OPENSSL = /-pass(?:in|out)?[ \t"',]{1,8}pass:/g;
const OPENSSL_END = /[\s"']/g;

/** Finds what follows `--password`, `-token`, `mysql -p...`, `curl -u user:...`. In: one line. Out: where it is. */
export function findFlags(line: string): readonly Stretch[] {
  if (!line.includes('-')) return [];
  return [
    ...(line.includes('pass:') ? stretchesBehind(line, OPENSSL, OPENSSL_END) : []),
    ...findLongFlags(line),
    ...(MAYBE.test(line) ? findShortFlags(line) : []),
  ];
}

function findLongFlags(line: string): readonly Stretch[] {
  const found: Stretch[] = [];
  const valueAt = valuesOf(line);
  LONG_FLAG.lastIndex = 0;
  for (let match = LONG_FLAG.exec(line); match; match = LONG_FLAG.exec(line)) {
    if (!isSecretFlag(match[1] ?? '')) continue;
    const value = valueAt(LONG_FLAG.lastIndex);
    if (value && !isNoArgument(line.slice(value.from, value.to))) found.push(value);
  }
  return found;
}

/** True for a flag whose next word is a secret: `--password`, `-api-key`; files and names of keys are none. */
export function isSecretFlag(flag: string): boolean {
  if (!/^--?[A-Za-z]/.test(flag) || flag.includes('=')) return false;
  const name = flag.replace(/^--?/, '');
  return (
    isSecretName(name) &&
    !/^(?:secret|kubeconfig|private-key|tls-key|ssh-key|.*\.key|tls-private-key|credentials?)$/i.test(name)
  );
}

/** True for what stands behind a flag without being its value. */
export function isNoArgument(word: string): boolean {
  return word.startsWith('-') || /[|&;>]/.test(word.slice(0, 1)) || word === REDACTED || hidesNothing(word);
}

function findShortFlags(line: string): readonly Stretch[] {
  const words = Array.from(line.matchAll(WORD), (word) => ({ text: word[0], at: word.index }));
  return secretWords(words.map(({ text }) => text))
    .map(([n, skip]) => {
      const { text = '', at = 0 } = words[n] ?? {};
      return { from: at + skip, to: at + text.length };
    })
    .filter(({ from, to }) => line.slice(from, to) !== REDACTED && !line.startsWith(REDACTED, from - 1));
}

/**
 * Which words of a command line hold a password behind a short flag: their places, and how many characters of each
 * are the flag itself or the user's name.
 */
export function secretWords(words: readonly string[]): readonly (readonly [at: number, skip: number])[] {
  const found: [number, number][] = [];
  let rule: (typeof programs)[number] | undefined;
  words.forEach((word, at) => {
    const program = word.slice(word.lastIndexOf('/') + 1);
    const next = programs.find((one) => one.program.test(program));
    if (next) rule = next;
    else if (/[;|&]$/.test(word)) rule = undefined;
    else if (rule?.glued && word.startsWith(`-${rule.flag}`) && word.length > 2) found.push([at, 2]);
    else if (rule && !rule.glued && isShortFlag(words[at - 1] ?? '', rule.flag)) {
      const skip = rule.flag === 'u' ? word.indexOf(':') + 1 : 0;
      const port =
        /^\d{1,5}(?::\d{1,5})*(?:\/(?:tcp|udp))?$|^[\d.]+:\d+(?::\d+)?$/.test(word) || word.startsWith('-');
      if (!port && (rule.flag !== 'u' || skip > 0) && skip < word.length && !hidesNothing(word.slice(skip)))
        found.push([at, skip]);
    }
  });
  return found;
}

/** curl's flag has a long name, too. */
function isShortFlag(word: string, flag: string): boolean {
  return word === `-${flag}` || (flag === 'u' && /^--(?:proxy-)?user$/.test(word));
}
