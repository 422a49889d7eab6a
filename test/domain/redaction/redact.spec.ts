import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../../src/domain/redaction/redact.ts';
import { REDACTED } from '../../../src/domain/redaction/redacted.ts';

const jwt = `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${'dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U'}`;
// Made from pieces, so that no scanner of secrets takes this file for a leak.
const join = (...pieces: string[]) => pieces.join('');
const pem = (kind: string) =>
  join('-----BEGIN ', kind, '-----\nMIIEpAIBAAKCAQEA75\nq1w2e3r4\n-----END ', kind, '-----');

const keyLines = [
  join('-----BEGIN RSA PRIV', 'ATE KEY-----'),
  'MIIEpAIBAAKCAQEA75q1w2e3r4t5y6u7i8o9p0aSdFgHjKlZxCvBnM12345678ab',
  'Zx9sh0rt==',
  join('-----END RSA PRIV', 'ATE KEY-----'),
];

const inALog = (before: string) =>
  [before, '', '', ''].map((words, at) => `${words}2026-11-20T14:05:0${at}Z ${keyLines[at]}`).join('\n');

const secrets: readonly [name: string, text: string, secret: string][] = [
  ['a JSON web token', `Authorization: Bearer ${jwt}`, 'dozjgNryP4'],
  ['a JSON web token alone', `got ${jwt}, retrying`, 'eyJzdWIi'],
  ['a private key', `key:\n${pem('RSA PRIVATE KEY')}\nafter`, 'q1w2e3r4'],
  ['a private key that was cut off', join('-----BEGIN PRIVATE', ' KEY-----\nMIIEvq1w2e3r4'), 'MIIEvq1w2e3r4'],
  ['a private key in a log, with a word before the time of its first line', inALog('got '), 'Zx9sh0rt'],
  [
    'a private key in a log, with many words before the time of its first line',
    inALog(`Authorization: Bearer ${jwt} Authorization: Bearer ${jwt} got `),
    'Zx9sh0rt',
  ],
  [
    'the last line of a key behind a wider one',
    [keyLines[0], 'Ab3'.repeat(60), '', keyLines[1], 'Zx9sh0rtX6=='].join('\n'),
    'Zx9sh0rtX6',
  ],
  [
    'a password in SQL, behind a name and before a sign that looks like another pair',
    "automountServiceAccountToken: false CREATE USER shop IDENTIFIED BY 'hunter2x' === RUN",
    'hunter2x',
  ],
  [
    'a password behind a key that was cut off within other quotes',
    `{"cert":"${keyLines[0]}\\n${keyLines[1]} mysql -uroot -p'hunter2x' shop`,
    'hunter2x',
  ],
  [
    'a password in SQL behind a cookie',
    "< set-cookie: sid=k3k3k3k3; Path=/ ALTER ROLE shop WITH LOGIN PASSWORD 'hunter2x'",
    'hunter2x',
  ],
  ['a private key in base64', 'tls.key: LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVk', 'UFJJVkFURSBLRVk'],
  ['a Slack token', join('xox', 'b-123456789012-abcdefGHIJ'), 'abcdefGHIJ'],
  ['a Slack app token', join('xapp', '-1-A0123-456-abcdef'), 'abcdef'],
  ['a Slack webhook', join('https://hooks.slack.com/serv', 'ices/T000/B000/XXXXyyyy'), 'XXXXyyyy'],
  ['an AWS key id', join('AKIA', 'IOSFODNN7EXAMPLE'), 'IOSFODNN7'],
  ['a Google key', join('AIza', 'SyD-1234567890abcdefghijklmnopqrstuv'), '1234567890abc'],
  ['a GitHub token', join('ghp', '_abcdefghijklmnopqrstuvwxyz0123456789'), 'abcdefghijkl'],
  ['a Stripe key', join('sk_', 'live_abcdefghijklmnopqrstuvwx'), 'abcdefghijkl'],
  ['a password in an address', 'dial postgres://shop:hunter2@db.shop.svc:5432/shop failed', 'hunter2'],
  ['password=', 'connecting with password=hunter2 user=shop', 'hunter2'],
  ['a pair behind its own name', 'key: password password=hunter2x', 'hunter2x'],
  ['a password in a sentence', 'the password is hunter2x, tell nobody', 'hunter2x'],
  ['a password in JSON', '{"db_password": "hunter2, with spaces", "user": "shop"}', 'hunter2'],
  ['an environment variable', 'DB_PASSWORD: hunter2', 'hunter2'],
  ['an API key in a query', 'GET /v1?api_key=abc123def&page=2', 'abc123def'],
  ['a client secret', "client-secret='s3cr3t value'", 's3cr3t'],
  ['basic authorization', 'authorization: Basic c2hvcDpodW50ZXIy', 'c2hvcDpodW50ZXIy'],
  ['random base64', 'key wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEYq9 used', 'wJalrXUtnFEMIK7MDENG'],
  ['random base64 with a slash', 'Zm9v/YmFyBAZ2qux8Kjh3Lmn9PoQrStUvWxYz012AbCd4EfG', 'YmFyBAZ2qux8'],
];

const harmless: readonly [name: string, text: string][] = [
  ['a pod', 'checkout-api-7d9c5bf8b4-x2x9z restarted in namespace shop-production-eu-central-1'],
  ['a long pod', 'very-long-deployment-name-for-the-checkout-service-5f7d8c9b6d-abcde'],
  [
    'a digest',
    'ghcr.io/acme/checkout@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  ],
  ['a commit', 'deployed 2fd4e1c67a2d28fced849ee1bb76e7391b93eb12'],
  ['a uid', 'uid 3f2504e0-4f89-11d3-9a0c-0305e82c3301'],
  ['an alert name', 'KubernetesPersistentVolumeFillingUpInTwoHours2 is firing'],
  ['another alert name', 'TargetHttp5xxErrorRateTooHighForCheckoutService'],
  ['a path', '/var/lib/kubelet/pods/3f2504e0/volumes/kubernetes.io~configmap/Config/App2/Settings.yaml'],
  ['an address', 'https://grafana.example.com/d/abc/checkout?orgId=1&from=now-1h&to=now'],
  ['a time', '2026-11-20T14:05:00.123456789Z level=info msg="token bucket refilled"'],
  ['words about secrets', 'the secret was rotated; the password policy changed; no token'],
  ['a Slack id', 'U024BE7LH in C024BE7LH'],
  ['an e-mail', 'mail shop@example.com about it'],
  ['a Go trace', 'github.com/acme/checkout/internal/database.(*ConnectionPool).Acquire(0xc000123456)'],
];

describe('redaction', () => {
  it.each(secrets)('takes out %s', (_, text, secret) => {
    expect(redact(text)).not.toContain(secret);
    expect(redact(text)).toContain(REDACTED);
  });

  it.each(harmless)('leaves %s as it is', (_, text) => {
    expect(redact(text)).toBe(text);
  });

  it('keeps what stands around', () => {
    expect(redact('dial postgres://shop:hunter2@db:5432/shop failed')).toBe(
      `dial postgres://${REDACTED}@db:5432/shop failed`,
    );
    expect(redact('connecting with password=hunter2 user=shop')).toBe(
      `connecting with password=${REDACTED} user=shop`,
    );
  });

  it('finds nothing more the second time', () => {
    const text = fc.array(fc.oneof(fc.constantFrom(...secrets.map(([, one]) => one)), fc.string()));
    fc.assert(
      fc.property(text, (pieces) => {
        const once = redact(pieces.join(' '));
        for (const [, , secret] of secrets) expect(once).not.toContain(secret);
        expect(redact(once).replaceAll(REDACTED, '')).toBe(once.replaceAll(REDACTED, ''));
      }),
    );
  });

  it('finds nothing more in a line that a flag announced and armour begins in', () => {
    const once = redact(`--password\n${inALog('got ')}`);

    expect(once).toBe(`--password\n${REDACTED} 2026-11-20T14:05:00Z ${REDACTED}`);
    expect(redact(once)).toBe(once);
  });

  it('finds nothing more behind a flag that stands where a name would', () => {
    const once = redact('a token: name: --password\nhunter2x');

    expect(once).toBe(`a token: ${REDACTED} --password\n${REDACTED}`);
    expect(redact(once)).toBe(once);
  });

  it('takes time in proportion to the text, whatever is in it', () => {
    const texts = ['a', '=', 'password', '-----BEGIN ', 'eyJ', 'aA1', 'x://', '"', ' :', 'Bearer '].map(
      (piece) => piece.repeat(Math.ceil(200_000 / piece.length)),
    );
    const started = performance.now();
    for (const text of texts) redact(text);

    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
