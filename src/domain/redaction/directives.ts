import { isSecretName } from './secret-names.ts';
import { type Stretch, stretchesBehind, stretchesOf } from './stretch.ts';

const MAYBE =
  /requirepass|masterauth|bindpw|rootpw|from-literal|htpasswd|mysql|maria|[Pp]ass(?:word|phrase) |\bset /;

/** Directives of configuration files (redis, nslcd, slapd) and commands whose last words are a secret. */
const directives: readonly RegExp[] = [
  /(\b(?:requirepass|masterauth|bindpw|rootpw)[ \t]{1,8})(?!(?:is|was|not|must|set)\b)([^\s"']+)/g,
  /(\bhtpasswd -[A-Za-z]{0,4}b[A-Za-z]{0,4} [^\s]{1,256} [^\s]{1,256} )([^\s]+)/g,
  /(\b(?:mysql|maria)[a-z-]{0,16} [^|;]{0,256}? -p["'])([^"']{1,256})/g,
];

/** `kubectl create secret generic x --from-literal=key=value`. */
const LITERAL = /--from-literal[= ]["']?[A-Za-z0-9_.-]{1,128}=/g;
const LITERAL_END = /[\s"']/g;

/** "The password is hunter2": only what can't be a word of the sentence. */
const SENTENCE =
  /(\b[Pp]ass(?:word|phrase)(?: is| was|) ["']?)(?=[^\s"']{0,64}[0-9])(?=[^\s"']{0,64}[A-Za-z])([^\s"'=:]{5,})/g;

/** `aws configure set aws_secret_access_key x`. */
const SET = /(\bset[ \t]{1,4}[A-Za-z0-9_.-]{1,128}[ \t]{1,4})(?=[^\s]{0,64}[0-9])([^\s"'=:]{4,})/g;

/** Finds secrets that stand behind a word, without any sign between. In: one line. Out: where they are. */
export function findDirectives(line: string): readonly Stretch[] {
  if (!MAYBE.test(line)) return [];
  return [
    ...directives.flatMap((directive) => stretchesOf(line, directive)),
    ...stretchesBehind(line, LITERAL, LITERAL_END),
    ...stretchesOf(line, SENTENCE),
    ...stretchesOf(line, SET, (_, lead) => isSecretName(lead.trim().replace(/^set\s+/, ''))),
  ];
}
