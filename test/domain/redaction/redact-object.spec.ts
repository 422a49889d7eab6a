import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/domain/json.ts';
import { redactObject } from '../../../src/domain/redaction/redact-object.ts';
import { REDACTED } from '../../../src/domain/redaction/redacted.ts';
import { secretShapes } from '../../fixtures/secrets/corpus.ts';
import { base64, made, randomBase64 } from '../../fixtures/secrets/made-up.ts';
import { partsOf } from '../../fixtures/secrets/secret-shape.ts';

const secret = `hu${made(301, 8, 'lower')}7x`;

describe('an object of Kubernetes that leaves the cluster', () => {
  it('loses the values of variables with a secret name, and keeps references', () => {
    const env: Json[] = [
      { name: 'DB_PASSWORD', value: secret },
      { name: 'DB_HOST', value: 'db.shop.svc' },
      { name: 'DB_URL', value: `postgres://shop:${secret}@db/shop` },
      { name: 'API_TOKEN', valueFrom: { secretKeyRef: { name: 'api', key: 'token' } } },
      { name: 'COPIED_TOKEN', value: '$(API_TOKEN)' },
    ];

    expect(redactObject({ spec: { containers: [{ name: 'app', env }] } })).toEqual({
      spec: {
        containers: [
          {
            name: 'app',
            env: [
              { name: 'DB_PASSWORD', value: REDACTED },
              env[1],
              { name: 'DB_URL', value: `postgres://${REDACTED}@db/shop` },
              env[3],
              env[4],
            ],
          },
        ],
      },
    });
  });

  it('loses what was last applied, and managed fields; other annotations are redacted as text', () => {
    const metadata = {
      name: 'checkout',
      managedFields: [{ manager: 'kubectl', fieldsV1: { 'f:spec': {} } }],
      annotations: {
        'kubectl.kubernetes.io/last-applied-configuration': `{"data":{"password":"${base64(secret)}"}}`,
        'kopf.zalando.org/last-handled-configuration': `{"spec":{"x":"${secret}"}}`,
        'deployment.kubernetes.io/revision': '3',
        'example.com/note': `token=${secret} was rotated`,
        'example.com/api-key': secret,
      },
    };

    expect(redactObject({ kind: 'Deployment', metadata })).toEqual({
      kind: 'Deployment',
      metadata: {
        name: 'checkout',
        annotations: {
          'deployment.kubernetes.io/revision': '3',
          'example.com/note': `token=${REDACTED} was rotated`,
          'example.com/api-key': REDACTED,
        },
      },
    });
  });

  it('shows a Secret by the names and sizes of what it holds, in a list, too', () => {
    const one = {
      kind: 'Secret',
      type: 'Opaque',
      metadata: { name: 'db' },
      data: { password: base64('hunter2'), 'some.txt': base64('12') },
      stringData: { extra: 'größe' },
    };
    const shown = {
      ...one,
      data: { password: '7 bytes', 'some.txt': '2 bytes' },
      stringData: { extra: '7 bytes' },
    };
    const { kind: _, ...without } = one;
    const { kind: __, ...shownWithout } = shown;

    expect(redactObject(one)).toEqual(shown);
    expect(redactObject({ kind: 'SecretList', items: [without] })).toEqual({
      kind: 'SecretList',
      items: [shownWithout],
    });
    expect(redactObject({ kind: 'List', items: [one] })).toEqual({ kind: 'List', items: [shown] });
  });

  it('shows a release of Helm by its size, kept in a Secret or in a ConfigMap', () => {
    const release = randomBase64(302, 300);
    const metadata = { name: 'sh.helm.release.v1.shop.v1', labels: { owner: 'helm' } };

    expect(
      redactObject({ kind: 'Secret', type: 'helm.sh/release.v1', metadata, data: { release } }),
    ).toMatchObject({
      data: { release: '300 bytes' },
    });
    expect(redactObject({ kind: 'ConfigMap', metadata, data: { release: 'H4sI' } })).toMatchObject({
      data: { release: '4 bytes' },
    });
  });

  it('loses what looks like credentials in a ConfigMap, by key and by text', () => {
    const data = {
      DB_PASSWORD: secret,
      'tls.key': secret,
      '.npmrc': `//r/:_authToken=${secret}`,
      LOG_LEVEL: 'info',
      'app.yaml': `db:\n  host: db\n  password: ${secret}\n  port: 5432\n`,
    };

    expect(redactObject({ kind: 'ConfigMap', data, binaryData: { 'a.bin': base64('12345') } })).toEqual({
      kind: 'ConfigMap',
      data: {
        DB_PASSWORD: REDACTED,
        'tls.key': REDACTED,
        '.npmrc': REDACTED,
        LOG_LEVEL: 'info',
        'app.yaml': `db:\n  host: db\n  password: ${REDACTED}\n  port: 5432\n`,
      },
      binaryData: { 'a.bin': '5 bytes' },
    });
  });

  it('loses passwords among arguments, in one word and in two', () => {
    const args = [
      '--port',
      '80',
      `--password=${secret}`,
      '--api-key',
      secret,
      '--token-file',
      '/run/t',
      '--password-stdin',
    ];

    expect(redactObject({ args, command: ['mysql', '-h', 'db', `-p${secret}`] })).toEqual({
      args: [
        '--port',
        '80',
        `--password=${REDACTED}`,
        '--api-key',
        REDACTED,
        '--token-file',
        '/run/t',
        '--password-stdin',
      ],
      command: ['mysql', '-h', 'db', `-p${REDACTED}`],
    });
    expect(redactObject({ command: ['sh', '-c', `redis-cli -a ${secret} ping`] })).toEqual({
      command: ['sh', '-c', `redis-cli -a ${REDACTED} ping`],
    });
  });

  it('loses fields with a secret name at any depth, whatever their type, and keeps references beside them', () => {
    const spec = {
      apiKey: secret,
      pin: 1234,
      smtp: { auth: { username: 'shop', password: secret } },
      backends: [{ connectionString: `Server=db;Pwd=${secret}` }],
      passwords: [secret, secret],
      token: { value: secret, name: 'api' },
      credentials: { secretRef: { name: 'db', key: 'password' } },
      secretName: 'checkout-tls',
      passwordSecretRef: { name: 'db', key: 'password' },
      tokenExpirationSeconds: 3600,
      automountServiceAccountToken: false,
      password: null,
    };

    expect(redactObject({ kind: 'Shop', spec })).toEqual({
      kind: 'Shop',
      spec: {
        ...spec,
        apiKey: REDACTED,
        pin: REDACTED,
        smtp: { auth: { username: 'shop', password: REDACTED } },
        backends: [{ connectionString: REDACTED }],
        passwords: [REDACTED, REDACTED],
        token: { value: REDACTED, name: 'api' },
      },
    });
  });

  it('loses secrets in messages of its status and of events', () => {
    const message = `exec: "login --password ${secret}": exit status 1`;

    expect(
      JSON.stringify(redactObject({ kind: 'Event', message, status: { conditions: [{ message }] } })),
    ).not.toContain(secret);
  });

  it.each(secretShapes)('loses as any text at any place: $name', (shape) => {
    const left = JSON.stringify(
      redactObject({
        kind: 'Shop',
        metadata: { annotations: { note: shape.in } },
        spec: { list: [shape.in, { deep: shape.in }], args: ['-v', shape.in] },
        status: { conditions: [{ message: shape.in }] },
      }),
    );

    for (const part of partsOf(shape)) expect(left).not.toContain(part);
  });

  it('stays as it is where nothing is secret, and what was given is not changed', () => {
    const object: Json = {
      a: [1, true, null, 'text', [], {}],
      ['__proto__']: { b: 'c' },
      kind: 'Pod',
      data: { a: 'b' },
    };
    const before = JSON.stringify(object);

    expect(JSON.stringify(redactObject(object))).toBe(before);
    expect(JSON.stringify(object)).toBe(before);
  });
});
