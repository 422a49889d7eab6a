import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../../src/domain/redaction/redact.ts';
import { secretShapes } from '../../fixtures/secrets/corpus.ts';
import { ordinaryLines } from '../../fixtures/secrets/ordinary-lines.ts';
import { partsOf } from '../../fixtures/secrets/secret-shape.ts';
import { runs } from '../../setup/runs.ts';

/** What begins and may never end: it could take the name of the secret behind it with it. */
const openings = [
  ...['"', "'", '`', '(', '{', '[', '<', '&quot;', '\\"', '"""', '{"a":"', '{"a":', '["', "it's", '\\'],
  ...['password="abc', "password='abc", 'password=`abc', 'password=[abc', 'password=abc', 'password: abc'],
  ...['"password":"abc', '"password": ', 'password=\\"abc', 'token: "abc', 'api_key =', 'the password is'],
  ...['cookie: a=b', 'set-cookie: a=b; Path=/', 'cookie: "a=b', "Cookie: 'a=b;", '"cookie":"sid=abc'],
  ...['authorization:', 'authorization: Bearer', 'Authorization: digest "a=b', 'authorization: Basic abc='],
  ...["PASSWORD 'abc", "IDENTIFIED BY 'abc", '--password', '--token "abc', "mysql -p'abc", 'curl -u a:b'],
  ...['https://', 'https://a:b@', 'postgres://shop:abc@db:5432/', 'login shop password', 'requirepass'],
  ...['name: DB_PASSWORD value: "abc', '{"name":"API_TOKEN","value":"abc', 'value="abc', 'key: password'],
  ...['-----BEGIN A-----', '"-----BEGIN RSA PRIVATE KEY-----\\nabc', '-----END A-----', 'Basic', 'Bearer'],
  ...['{"kind":"Secret","data":{"a":"b', '<password>', '<token>abc', 'eyJ', 'sk-', 'AKIA', '[redacted]', '|'],
];

const oneLine = secretShapes.filter((shape) => !shape.in.includes('\n'));
const shape = fc.constantFrom(...oneLine);
const neighbour = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...openings) },
      { weight: 1, arbitrary: fc.constantFrom(...oneLine.map((one) => one.in)) },
      { weight: 1, arbitrary: fc.constantFrom(...ordinaryLines) },
    ),
    { maxLength: 3 },
  )
  .map((all) => all.join(' '));

describe('a secret on a line', () => {
  it('stays hidden whatever stands before and after it', () => {
    fc.assert(
      fc.property(neighbour, shape, neighbour, (before, secret, after) => {
        const left = redact(`${before} ${secret.in} ${after}`);

        for (const part of partsOf(secret)) expect(left).not.toContain(part);
      }),
      { numRuns: runs(5_000) },
    );
  });

  it.each(openings)('stays hidden behind %s', (opening) => {
    for (const secret of oneLine) {
      const left = redact(`${opening} ${secret.in}`);

      for (const part of partsOf(secret)) expect.soft(left, secret.name).not.toContain(part);
    }
  });
});
