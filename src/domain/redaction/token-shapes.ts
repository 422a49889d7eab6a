import { type Stretch, stretchesBehind, stretchesOf } from './stretch.ts';

/**
 * Tokens that are known by how they begin, from their vendors' own descriptions. Every pattern is a literal, then a
 * bounded or a last greedy run: whatever comes after, it is read once.
 */
const shapes: readonly string[] = [
  // AWS key ids, Google, Azure AD application secrets.
  '(?:AKIA|ASIA|AROA|AIDA|ABIA|ACCA)[A-Z0-9]{16}',
  'AIza[A-Za-z0-9_-]{35}',
  'ya29\\.[A-Za-z0-9_-]{20,}',
  'GOCSPX-[A-Za-z0-9_-]{20,}',
  '(?<![\\w/])1//0[A-Za-z0-9_-]{20,}',
  '[A-Za-z0-9_~.]{3}8Q~[A-Za-z0-9_~.-]{30,}',
  // Code forges.
  'gh[opusr]_[A-Za-z0-9]{30,}',
  'github_pat_[A-Za-z0-9_]{30,}',
  'gl(?:pat|dt|rt|cbt|ptt|ft|soat|imt|agent|oas)-[A-Za-z0-9_.-]{18,}',
  'AT(?:ATT3|BB|CTT3)[A-Za-z0-9_=-]{20,}',
  // Slack, Discord, Teams, Telegram.
  'x(?:ox[abcdeoprs]|oxe\\.xox[bp]|app)-[A-Za-z0-9-]{8,}',
  '(?<![0-9A-Za-z])[0-9]{8,10}:AA[A-Za-z0-9_-]{32,}',
  // Payments and mail.
  '(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{16,}',
  'whsec_[A-Za-z0-9+/=]{20,}',
  'sq0(?:atp|csp|idp)-[A-Za-z0-9_-]{20,}',
  'shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}',
  'SG\\.[A-Za-z0-9_-]{16,64}\\.[A-Za-z0-9_-]{16,}',
  '(?<![A-Za-z0-9])(?:SK|AC)[0-9a-f]{32}(?![0-9a-f])',
  '(?<![A-Za-z0-9-])key-[0-9a-f]{32}(?![0-9a-f])',
  '(?<![0-9a-f])[0-9a-f]{32}-us[0-9]{1,2}(?![0-9a-z])',
  // Packages, clouds, platforms, secret stores.
  'npm_[A-Za-z0-9]{30,}',
  'pypi-AgE[A-Za-z0-9_-]{20,}',
  'rubygems_[a-f0-9]{40,}',
  'do[opr]_v1_[a-f0-9]{40,}',
  'hv[sbr]\\.[A-Za-z0-9_-]{20,}',
  '(?<![\\w.])s\\.[A-Za-z0-9]{24}(?![\\w.-])',
  'dckr_(?:pat|oat)_[A-Za-z0-9_-]{20,}',
  '(?<![A-Za-z0-9])dapi[0-9a-f]{32}(?:-[0-9])?',
  '(?<![A-Za-z0-9])[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_-]{40,}',
  'dp\\.(?:pt|st|ct|sa|scim|audit)\\.[A-Za-z0-9.]{20,}',
  'pul-[a-f0-9]{40}',
  'pscale_(?:tkn|pw|oauth)_[A-Za-z0-9_.-]{20,}',
  'HRKU-[A-Za-z0-9_-]{20,}',
  'tskey-[a-z]{2,12}-[A-Za-z0-9-]{10,}',
  'AKCp[A-Za-z0-9]{40,}',
  'AGE-SECRET-KEY-1[A-Z0-9]{20,}',
  // Models, observability, tools.
  '(?<![A-Za-z0-9])sk-(?:ant|proj|svcacct|admin|or|lf)-[A-Za-z0-9_-]{16,}',
  '(?<![A-Za-z0-9])sk-(?=[A-Za-z0-9]{0,40}[0-9])[A-Za-z0-9]{20,}',
  'hf_[A-Za-z0-9]{30,}',
  '(?:gsk|r8|nfp|sbp|figd|bkua|ntn|rdme)_[A-Za-z0-9_-]{30,}',
  '(?:xai|pplx)-[A-Za-z0-9]{30,}',
  'glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}',
  'glc_[A-Za-z0-9+/=]{20,}',
  'NR(?:AK|AA|JS|II|RA)-[A-Za-z0-9]{20,}',
  'sntry[su]_[A-Za-z0-9+/=_-]{20,}',
  'lin_(?:api|oauth)_[A-Za-z0-9]{20,}',
  'PMAK-[a-f0-9]{20,}-[a-f0-9]{20,}',
  'CCIPAT_[A-Za-z0-9_]{20,}',
  // Hashes of passwords, as crypt(3), bcrypt, argon2 and htpasswd write them.
  '\\$2[abxy]\\$[0-9]{2}\\$[./A-Za-z0-9]{53}',
  '\\$(?:1|5|6|y|apr1)\\$[^\\s"\':$]{1,40}\\$[./A-Za-z0-9$]{20,}',
  '\\$argon2(?:id|i|d)\\$[A-Za-z0-9+/=,$]{20,}',
  'SCRAM-SHA-(?:1|256)\\$[A-Za-z0-9+/=:$]{20,}',
];

const TOKEN = new RegExp(shapes.join('|'), 'g');

/** A JSON Web Token begins with the base64url of `{"`. Also cut off within its payload, also with five parts (RFC 7516). */
const WEB_TOKEN = /eyJ[A-Za-z0-9_.-]{12,}/g;

/** Addresses whose path is the secret. */
const WEBHOOK =
  /(hooks\.slack\.com\/(?:services|workflows|commands|actions|triggers)\/|discord(?:app)?\.com\/api\/webhooks\/|webhook\.office\.com\/webhookb2\/|chat\.googleapis\.com\/v1\/spaces\/[A-Za-z0-9]{1,40}\/messages\?|api\.telegram\.org\/bot|events\.pagerduty\.com\/integration\/)/g;

/** What ends such an address. */
const WEBHOOK_END = /[\s"'<>\\)\]}[]/g;

/** Finds tokens that are known by their shape. In: one line. Out: where they are. */
export function findTokens(line: string): readonly Stretch[] {
  return [
    ...stretchesBehind(line, WEBHOOK, WEBHOOK_END),
    ...stretchesOf(line, WEB_TOKEN, (run) => /^eyJ[\w-]{8,4096}\.[\w-]{2}/.test(run)),
    ...stretchesOf(line, TOKEN),
  ];
}
