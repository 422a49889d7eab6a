import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { PlannedRequest } from '../../../src/domain/action/planned-request.ts';
import { soon } from './asked-cluster.ts';
import { type ChangedStandIn, failureOf, startChangedStandIn, token } from './changed-stand-in.ts';

type Options = { readonly [name: string]: unknown };

/** A change as a real API server was asked for it, and what it said. */
type Capture = {
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Record<string, string>;
    readonly body: Options | readonly unknown[];
  };
  readonly response: {
    readonly status: number;
    readonly headers: Record<string, string | string[]>;
    readonly body: unknown;
  };
};

const folder = new URL('../../fixtures/kubernetes/', import.meta.url);
const uid = '00000000-0000-4000-8000-000000000000';

/** Captured without a uid; we do not ask without. */
const pinned = (options: Options = {}): Options => {
  const { dryRun: _, ...rest } = options;
  return { ...rest, preconditions: { uid, ...(options.preconditions as Options | undefined) } };
};

const evictionOf = (body: Options, path: string): Options => ({
  ...body,
  metadata: { namespace: path.split('/')[4], ...(body.metadata as Options) },
  deleteOptions: pinned(body.deleteOptions as Options | undefined),
});

const read = (name: string): Capture => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));

/** The request as an action would have planned it. */
function plannedAs({ request }: Capture): PlannedRequest {
  const { method, path, headers, body } = request;
  const planned = Array.isArray(body)
    ? body
    : method === 'DELETE'
      ? pinned(body as Options)
      : method === 'POST'
        ? evictionOf(body as Options, path)
        : body;
  return {
    method: method as PlannedRequest['method'],
    path: path.split('?')[0] ?? '',
    contentType: headers['content-type'] as PlannedRequest['contentType'],
    body: planned as PlannedRequest['body'],
  };
}

const names = readdirSync(folder)
  .filter((file) => /^(07|08|10)\d\d-.*\.json$/.test(file))
  .map((file) => file.replace('.json', ''));

/** Asked for in a way in which we never ask: by apply, by force, without a body, of kinds that we leave alone. */
const never =
  /apply|content-type-json|grace|again-while|no-body|mismatch|v1beta1|hpa|networkpolicy|crd|deletecollection|delete-(job|deployment)/;
const changed = names.filter((name) => {
  const { method } = read(name).request;
  return ['PATCH', 'DELETE', 'POST'].includes(method) && !never.test(name) && !isOfOtherKind(name);
});

function isOfOtherKind(name: string): boolean {
  const { method, path } = read(name).request;
  if (method === 'POST') return !path.includes('/eviction');
  return /^\/api\/v1\/namespaces\/[\w-]+(\?|$)/.test(path);
}

let standIn: ChangedStandIn | undefined;
afterEach(async () => {
  await standIn?.stop();
  standIn = undefined;
});

async function answering({ response }: Capture): Promise<ChangedStandIn> {
  const body = typeof response.body === 'string' ? response.body : JSON.stringify(response.body);
  standIn = await startChangedStandIn((_, answer) => {
    for (const [name, value] of Object.entries(response.headers)) answer.setHeader(name, value);
    answer.writeHead(response.status).end(body);
  });
  return standIn;
}

const good = changed.filter((name) => read(name).response.status < 300);
const bad = changed.filter((name) => read(name).response.status >= 300);

describe('a change that a real API server accepted', () => {
  it('is one of many that were captured', () => {
    expect(good.length).toBeGreaterThan(25);
    expect(bad.length).toBeGreaterThan(20);
  });

  it.each(good)('%s comes back whole, rehearsed and done', async (name) => {
    const capture = read(name);
    const { rehearsal, writer, arrived } = await answering(capture);
    const planned = plannedAs(capture);

    expect((await rehearsal.rehearse(planned, soon())).answer).toEqual(capture.response.body);
    expect(await writer.write(token(), planned, soon())).toEqual(capture.response.body);

    expect(arrived.map(({ method, headers }) => [method, headers['content-type']])).toEqual(
      [1, 2].map(() => [capture.request.method, capture.request.headers['content-type']]),
    );
  });

  it.each([
    '0701-restart-strategic',
    '0742-scale-patch',
    '0753-undo-template-replace',
    '0785-delete-pod-right-uid',
  ])('%s is asked for in the very same words', async (name) => {
    const capture = read(name);
    const { writer, arrived } = await answering(capture);

    await writer.write(token(), plannedAs(capture), soon());

    expect(arrived[0]?.url).toBe(capture.request.path);
    expect(JSON.parse(arrived[0]?.body ?? '')).toEqual(capture.request.body);
  });

  it('brings its warnings into the rehearsal', async () => {
    const capture = read('1014-webhook-allows-with-warning-header');
    const { rehearsal } = await answering(capture);

    expect((await rehearsal.rehearse(plannedAs(capture), soon())).warnings).toEqual([
      'seen by the image policy',
    ]);
  });
});

const deadWebhook = 'Internal error occurred: failed calling webhook "images.guard.example": no answer';

/** 500s that the server gives before it does anything. */
const beforehand = /two-pdbs-500|webhook-dead-blocks/;

describe('a change that a real API server did not accept', () => {
  it.each(bad)(
    '%s: rehearsed and done it is the same failure, and only a 5xx that was not said beforehand leaves it open',
    async (name) => {
      const capture = read(name);
      const { rehearsal, writer, arrived } = await answering(capture);
      const planned = plannedAs(capture);

      const rehearsed = await failureOf(rehearsal.rehearse(planned, soon()));
      const written = await failureOf(writer.write(token(), planned, soon()));

      const { status } = capture.response;
      expect([rehearsed.kind, rehearsed.detail]).toEqual([written.kind, written.detail]);
      expect(written.status).toBe(status);
      expect(['away', 'timed-out', 'broken'].includes(written.kind)).toBe(
        status >= 500 && !beforehand.test(name),
      );
      expect(arrived).toHaveLength(2);
    },
  );

  const words: readonly (readonly [string, string, RegExp])[] = [
    ['0708-json-patch-test-fails-422', 'refused', /^the server rejected our request due to an error in our/],
    ['0713-merge-patch-stale-resourceversion-409', 'refused', /the object has been modified/],
    ['0716-patch-wrong-uid-422', 'refused', /field is immutable/],
    [
      '0760-eviction-refused-by-pdb-429',
      'refused',
      /budget\. The disruption budget web needs 3 healthy pods/,
    ],
    ['0764-eviction-two-pdbs-500', 'refused', /^This pod has more than one PodDisruptionBudget/],
    ['0772-eviction-of-absent-pod-404', 'not-found', /^pods "absent" not found$/],
    ['0782-delete-pod-wrong-uid-409', 'refused', /the UID in the precondition/],
    ['1015-webhook-denies-patch-403', 'refused', /^admission webhook .* denied the request: image policy: /],
    [
      '1017-webhook-dead-blocks-restart-dryrun-500',
      'refused',
      /failed calling webhook "images\.guard\.example"/,
    ],
    ['1018-admissionpolicy-denies-scale-422', 'refused', /denied request: at most 20 replicas$/],
  ];
  it.each(words)('%s is %s, in its own words', async (name, kind, detail) => {
    const capture = read(name);
    const { writer } = await answering(capture);

    const found = await failureOf(writer.write(token(), plannedAs(capture), soon()));

    expect([found.kind, found.rule]).toEqual([kind, null]);
    expect(found.detail).toMatch(detail);
  });

  it.each([
    ['0906-forbidden-patch-deployment', { verbs: ['patch'], group: 'apps', resource: 'deployments' }],
    ['0907-forbidden-patch-scale', { verbs: ['patch'], group: 'apps', resource: 'deployments/scale' }],
    ['0908-forbidden-delete-pod', { verbs: ['delete'], group: '', resource: 'pods' }],
    ['0909-forbidden-create-eviction', { verbs: ['create'], group: '', resource: 'pods/eviction' }],
  ])('%s names the rule that would allow it', async (name, rule) => {
    const capture = read(name);
    const { writer } = await answering(capture);

    const found = await failureOf(writer.write(token(), plannedAs(capture), soon()));

    expect([found.kind, found.rule]).toEqual(['forbidden', { ...rule, namespace: 'shop' }]);
  });

  it.each([
    ['another word in front', 500, { message: `etcd: ${deadWebhook}` }],
    ['no Status', 500, { kind: 'Other' }],
    ['another reason', 500, { reason: 'Timeout' }],
    ['another code', 503, {}],
    ['a budget that is named elsewhere', 500, { message: 'This pod has more than one PodDisruptionBudget' }],
  ] as const)(
    'leaves a failure of the server open that is like a known one, with %s',
    async (_, status, over) => {
      const capture = read('1017-webhook-dead-blocks-restart-dryrun-500');
      const body = { ...(capture.response.body as object), ...over };
      const { writer } = await answering({
        ...capture,
        response: { ...capture.response, status, body },
      });

      expect((await failureOf(writer.write(token(), plannedAs(capture), soon()))).kind).toBe('broken');
    },
  );

  it('leaves a deletion open at which a webhook did not answer: it is stored twice', async () => {
    const dead = read('1017-webhook-dead-blocks-restart-dryrun-500').response;
    const capture = { ...read('0782-delete-pod-wrong-uid-409'), response: dead };
    const { writer } = await answering(capture);

    expect((await failureOf(writer.write(token(), plannedAs(capture), soon()))).kind).toBe('broken');
  });

  it('has no patience for a 429 of priority and fairness: the caller decides', async () => {
    const capture = read('1241-429-priority-and-fairness-write');
    const { writer, arrived } = await answering(capture);

    expect((await failureOf(writer.write(token(), plannedAs(capture), soon()))).kind).toBe('busy');
    expect(arrived).toHaveLength(1);
  });
});
