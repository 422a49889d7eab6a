/** What stands where a secret stood. */
export const REDACTED = '[redacted]';

/** One shape of secret: what it looks like, and what is left of it. Every pattern runs in time linear in the text. */
type Shape = readonly [pattern: RegExp, left: string];

/**
 * The shapes come from the vendors' own token formats. Keys of key=value pairs stay readable, so that a person
 * still sees what was there.
 */
const shapes: readonly Shape[] = [
  [
    /-----BEGIN [A-Z0-9 ]{0,40}(?:PRIVATE KEY|CERTIFICATE)[A-Z ]{0,20}-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,60}-----|$)/g,
    REDACTED,
  ],
  // The same, base64-encoded as Kubernetes Secrets hold it ("-----BEGIN").
  [/LS0tLS1CRUdJTi[A-Za-z0-9+/=_-]*/g, REDACTED],
  // JSON Web Tokens: base64url of '{"' begins with eyJ.
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*)?/g, REDACTED],
  // Slack tokens and webhook addresses.
  [/\bx(?:ox[abcdeoprs]|app)-[A-Za-z0-9-]{8,}/g, REDACTED],
  [/(hooks\.slack\.com\/(?:services|workflows|commands|actions)\/)[A-Za-z0-9/_-]+/g, `$1${REDACTED}`],
  // AWS, Google, GitHub, GitLab, Stripe, npm, DigitalOcean, Vault, Docker Hub.
  [/\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}\b/g, REDACTED],
  [/\bAIza[A-Za-z0-9_-]{35}/g, REDACTED],
  [/\bya29\.[A-Za-z0-9_-]{20,}/g, REDACTED],
  [/\b(?:gh[opusr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,}|glpat-[A-Za-z0-9_-]{18,})/g, REDACTED],
  [/\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{16,}/g, REDACTED],
  [
    /\b(?:npm_[A-Za-z0-9]{30,}|do[pors]_v1_[a-f0-9]{40,}|hv[sbr]\.[A-Za-z0-9_-]{20,}|dckr_pat_[A-Za-z0-9_-]{20,})/g,
    REDACTED,
  ],
  // user:password@ in an address.
  [/([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/@:]{0,200}:[^\s/@]{1,200}@/gi, `$1${REDACTED}@`],
  [
    /(\b(?:proxy-)?authorization\b["']?\s{0,4}[:=]\s{0,4}["']?(?:(?:basic|bearer|token)\s{1,4})?)(?!\[redacted\]|(?:basic|bearer|token)\b)[^\s"',;]{4,}/gi,
    `$1${REDACTED}`,
  ],
  [/(\b(?:bearer|basic)\s+)[A-Za-z0-9+/=._~-]{16,}/gi, `$1${REDACTED}`],
  // password=..., "api_key": "...", DB_PASSWORD: ...
  [
    /((?:^|[^A-Za-z])[A-Za-z0-9_.-]{0,60}?(?:passwords?|passwd|passphrase|pwd|secret|secret[_-]?key|api[_-]?key|apikey|access[_-]?key|private[_-]?key|auth[_-]?token|access[_-]?token|refresh[_-]?token|client[_-]?secret|token|credentials?|dockerconfigjson|\.docker)["']?\s{0,4}(?:=|:(?!\/\/))\s{0,4})(?!\[redacted\])(?:"[^"\n]{1,2000}"|'[^'\n]{1,2000}'|[^\s"',;&)}\]]{3,})/gi,
    `$1${REDACTED}`,
  ],
];

/** Runs of characters that could be an encoded key. */
const RUN = /[A-Za-z0-9+/=_-]{32,}/g;

/**
 * Takes out what looks like a secret: tokens, JWT, PEM, cloud keys, addresses with a password, password= pairs, and
 * long runs of high entropy. Digests, UUIDs, pod names and paths stay. In: any text. Out: the text without them.
 */
export function redact(text: string): string {
  let left = text;
  for (const [pattern, replacement] of shapes) left = left.replace(pattern, replacement);
  return left.replace(RUN, (run) => (looksRandom(run) ? REDACTED : run));
}

/**
 * True for runs that look like base64 of random bytes: all three classes of characters, switching between them often.
 * Hexadecimal digests and Kubernetes names know no capitals, and CamelCase switches rarely.
 */
function looksRandom(run: string): boolean {
  const segments = run.split('/');
  // A path has short segments, base64 has a slash in 64 characters on average.
  if (segments.length > 1 && run.length / segments.length < 16) return false;
  const bare = run.replace(/[+/=_-]/g, '');
  if (bare.length < 28 || !/[a-z]/.test(bare) || !/[A-Z]/.test(bare)) return false;
  const digits = bare.replace(/\D/g, '').length;
  if (digits < 2) return false;
  let switches = 0;
  for (let i = 1; i < bare.length; i++) if (classOf(bare, i) !== classOf(bare, i - 1)) switches++;
  return switches / bare.length >= 0.35;
}

function classOf(text: string, at: number): 'digit' | 'capital' | 'small' {
  const code = text.charCodeAt(at);
  if (code <= 57) return 'digit';
  return code <= 90 ? 'capital' : 'small';
}
