import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleOf } from '../../src/commands/grammar/action-word.ts';
import { type Change, readChange } from '../../src/commands/grammar/change-words.ts';
import { tokens } from '../../src/commands/grammar/token.ts';
import { actions } from '../../src/domain/action/actions.ts';
import { targetKind } from '../../src/domain/action/target-kinds.ts';
import { sentenceOf } from '../../src/domain/refusal.ts';

const DIGEST = `sha256:${'a1'.repeat(32)}`;

/** The change that a text means, or the sentence why it is refused. */
function read(text: string, own: string | null = 'shop'): Change | string {
  const change = readChange(tokens(text), { verb: 'do', own });
  return change.ok ? change.value : sentenceOf(change.refusal);
}

const checkout = { resource: 'deployments', name: 'checkout', namespace: 'shop' };

describe('a change', () => {
  it.each([
    ['restart deploy/checkout --reason "stuck connections"'],
    ['restart deploy checkout --reason "stuck connections"'],
    ['restart Deployment/checkout --reason “stuck connections”'],
    ['restart deployments.apps/checkout —reason "stuck connections"'],
    ['restart deploy/shop/checkout --reason stuck connections'],
    ['restart deploy/checkout stuck connections'],
    ['restart --reason "stuck connections" -n shop deploy/checkout'],
    ['rollout restart deploy/checkout stuck connections'],
    ['Restart deploy/Checkout -n Shop --why "stuck connections"'],
  ])('is read as hands type it: %s', (text) => {
    expect(read(text)).toMatchObject({
      action: { name: 'restart' },
      target: checkout,
      parameters: {},
      reason: 'stuck connections',
      cluster: null,
    });
  });

  it('takes the parameters of its action', () => {
    expect(read('scale deploy/checkout --replicas 5 --reason x')).toMatchObject({
      parameters: { replicas: 5 },
    });
    expect(read('scale deploy/checkout --replicas=0 --reason x')).toMatchObject({
      parameters: { replicas: 0 },
    });
    expect(read('undo deploy/checkout --revision 7 --reason x')).toMatchObject({
      parameters: { revision: '7' },
    });
    expect(read('deletion-cost pod/x-1 --cost -100 --reason x')).toMatchObject({
      parameters: { cost: -100 },
    });
    expect(read('deletion-cost pod/x-1 --cost –100 --reason x')).toMatchObject({
      parameters: { cost: -100 },
    });
    expect(
      read(`set-image deploy/checkout -c app --image r.example.com/shop/app@${DIGEST} --reason x`),
    ).toMatchObject({ parameters: { container: 'app', image: `r.example.com/shop/app@${DIGEST}` } });
  });

  it('knows an image again that Slack took for an address', () => {
    const image = `r.example.com/shop/app@${DIGEST}`;
    for (const written of [
      `<http://${image}|${image}>`,
      `r.example.com/shop/<mailto:app@sha256|app@sha256>:${'a1'.repeat(32)}`,
      `<mailto:${image}|${image}>`,
    ]) {
      expect(read(`set-image deploy/checkout --image ${written} --reason x`)).toMatchObject({
        parameters: { image },
      });
    }
  });

  it('of a node belongs to no namespace, and what is for one kind needs no kind', () => {
    const node = { resource: 'nodes', name: 'ip-10-0-1-7', namespace: null };
    expect(read('cordon node/ip-10-0-1-7 --reason x')).toMatchObject({ target: node });
    expect(read('cordon ip-10-0-1-7 disk is broken')).toMatchObject({
      target: node,
      reason: 'disk is broken',
    });
    expect(read('evict pod checkout-7d9f --reason x')).toMatchObject({
      target: { resource: 'pods', name: 'checkout-7d9f', namespace: 'shop' },
    });
  });

  it('leaves kinds that are not known here to the cluster', () => {
    expect(read('restart rollouts.argoproj.io/checkout --reason x')).toMatchObject({
      target: { resource: 'rollouts.argoproj.io' },
    });
  });

  it.each([
    ['fly deploy/checkout --reason x', 'There is no action “fly”'],
    ['restrat deploy/checkout --reason x', 'Did you mean restart?'],
    ['restart svc/checkout --reason x', 'Restart a rollout is not for a Service. Restart a rollout is for'],
    ['evict deploy/checkout --reason x', 'is not for a Deployment'],
    ['restart checkout --reason x', 'could be several things'],
    ['restart deploy --reason x', 'could be several things'],
    ['evict pod --reason x', 'Evict'],
    ['restart --reason x', 'Say what to restart.'],
    ['restart deploy/a/b/c --reason x', 'too many slashes'],
    ['restart deploy/../x --reason x', 'can’t be'],
    ['restart deploy/checkout', 'Say why'],
    ['restart deploy/checkout --reason ""', 'Say why'],
    ['restart deploy/checkout --reason', 'The value after --reason is missing'],
    ['restart deploy/checkout --replicas 5 --reason x', 'takes no parameter, not replicas'],
    ['scale deploy/checkout --reason x', 'needs its replicas'],
    ['scale deploy/checkout --replicas many --reason x', 'whole number from 0'],
    ['scale deploy/checkout --replicas -1 --reason x', 'whole number from 0'],
    ['scale deploy/checkout --replicas 99999 --reason x', 'whole number from 0'],
    ['set-image deploy/checkout --image app:latest --reason x', 'never by a tag'],
    ['set-image deploy/checkout --image app@sha256:abc --reason x', 'never by a tag'],
    ['restart deploy/checkout --force --reason x', 'I don’t know the option --force'],
    ['restart deploy/checkout --reson x', 'Did you mean --reason?'],
    ['restart deploy/checkout -n a -n b --reason x', 'given twice'],
    ['restart deploy/shop/checkout -n pay --reason x', 'You named two namespaces, shop and pay'],
    ['restart deploy/checkout sts/other --reason x', 'One object at a time'],
    ['restart deploy/checkout -n ../x --reason x', 'can’t be the name of a namespace'],
  ])('that makes no sense is refused with what to type: %s', (text, words) => {
    const refused = read(text);
    expect(refused).toContain(words);
    expect(refused).toContain('Try: /incident do');
  });

  it('is never made where somebody guesses: without a namespace it is refused', () => {
    expect(read('restart deploy/checkout --reason x', null)).toContain('Say in which namespace checkout is');
    expect(read('cordon node/a --reason x', null)).toMatchObject({ target: { namespace: null } });
  });

  it('is read from the example of every action as it is shown', () => {
    for (const action of actions) {
      const text = exampleOf(action).replace(/^do /, '').replace('sha256:…', DIGEST);
      expect(read(text)).toMatchObject({ action: { name: action.name } });
    }
  });
});

const nasty = fc.oneof(
  fc.constantFrom(
    ...[
      'restart',
      'scale',
      'undo',
      'deploy/checkout',
      'pod',
      '--reason',
      '—reason',
      '-n',
      '--replicas',
      '-1',
    ],
    ...['"', '“', '”', '..', '/', '//', '-', '--', '=', '__proto__', 'constructor', '\u202e', '\u0000'],
    ...['<@U1>', '<mailto:a@b|a@b>', '$(id)', '&lt;', 'x'.repeat(300), '{"a":1}', 'kube-system'],
  ),
  fc.string({ unit: 'binary', maxLength: 10 }),
);

it('whatever is typed, a change that is read names plain objects and what its action takes', () => {
  fc.assert(
    fc.property(fc.array(nasty, { maxLength: 10 }), (words) => {
      const change = read(words.join(' '));
      if (typeof change === 'string') return;
      const { action, target, parameters } = change;
      expect(target.resource).toMatch(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/);
      expect(target.name).toMatch(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/);
      if (target.namespace !== null) expect(target.namespace).toMatch(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/);
      const kind = targetKind(target.resource);
      if (kind !== null) expect(action.kinds).toContain(kind.kind);
      for (const name of Object.keys(parameters)) expect(Object.keys(action.parameters)).toContain(name);
      expect(change.reason).not.toBe('');
    }),
  );
});
