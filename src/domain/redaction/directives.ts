import { REDACTED } from './redacted.ts';
import { isSecretName } from './secret-names.ts';

const MAYBE =
  /requirepass|masterauth|bindpw|rootpw|from-literal|htpasswd|mysql|maria|[Pp]ass(?:word|phrase) |\bset /;

/** Directives of configuration files (redis, nslcd, slapd) and commands whose last words are a secret. */
const directives: readonly RegExp[] = [
  /(\b(?:requirepass|masterauth|bindpw|rootpw)[ \t]{1,8})(?!(?:is|was|not|must|set)\b|\[redacted\])[^\s"']+/g,
  /(--from-literal[= ]["']?[A-Za-z0-9_.-]{1,128}=)(?!\[redacted\])[^\s"']+/g,
  /(\bhtpasswd -[A-Za-z]{0,4}b[A-Za-z]{0,4} [^\s]{1,256} [^\s]{1,256} )(?!\[redacted\])[^\s]+/g,
  /(\b(?:mysql|maria)[a-z-]{0,16} [^|;]{0,256}? -p["'])(?!\[redacted\])[^"']{1,256}/g,
];

/** "The password is hunter2": only what can't be a word of the sentence. */
const SENTENCE =
  /(\b[Pp]ass(?:word|phrase)(?: is| was|) ["']?)(?=[^\s"']{0,64}[0-9])(?=[^\s"']{0,64}[A-Za-z])(?!\[redacted\])([^\s"'=:]{5,})([=:]?)/g;

/** `aws configure set aws_secret_access_key x`. */
const SET = /(\bset[ \t]{1,4})([A-Za-z0-9_.-]{1,128})([ \t]{1,4})(?=[^\s]{0,64}[0-9])([^\s"'=:]{4,})/g;

/** Takes out secrets that stand behind a word, without any sign between. In: one line. */
export function withoutDirectives(line: string): string {
  if (!MAYBE.test(line)) return line;
  const left = directives.reduce((text, directive) => text.replace(directive, `$1${REDACTED}`), line);
  return withoutSentences(left).replace(SET, (all, set: string, name: string, blank: string) =>
    isSecretName(name) ? set + name + blank + REDACTED : all,
  );
}

/** A word that is the name of a pair ("the password password=x") is left for the pair, which knows its value. */
function withoutSentences(line: string): string {
  return line.replace(SENTENCE, (all, lead: string, word: string, sign: string) =>
    sign !== '' && isSecretName(word) ? all : lead + REDACTED + sign,
  );
}
