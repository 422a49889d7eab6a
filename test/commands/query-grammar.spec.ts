import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/domain/instant.ts';
import { read } from './read-query.ts';

const anywhere = { kind: 'anywhere' };
const all = { kind: 'all' };
const inShop = { kind: 'namespace', namespace: 'shop' };
const noLimits = { container: null, previous: false, since: null, tail: 200, grep: null };
const checkout = { resource: 'deploy', name: 'checkout' };

describe('what is typed means', () => {
  it.each<[string, unknown]>([
    ['get pods', { kind: 'get', resource: 'pods', name: null, scope: all, labels: null }],
    ['get pods -n shop', { kind: 'get', resource: 'pods', name: null, scope: inShop, labels: null }],
    ['get pods –n shop', { scope: inShop }],
    ['get pods —namespace shop', { scope: inShop }],
    ['get pods --namespace=Shop', { scope: inShop }],
    ['get -n shop pods', { resource: 'pods', scope: inShop }],
    ['get pods -A', { scope: all }],
    ['get deploy/checkout', { resource: 'deploy', name: 'checkout', scope: anywhere }],
    ['get deploy checkout -A', { name: 'checkout', scope: anywhere }],
    ['get Deployment shop/checkout', { resource: 'deployment', name: 'checkout', scope: inShop }],
    ['get certificates.cert-manager.io', { resource: 'certificates.cert-manager.io' }],
    [
      'get <http://certificates.cert-manager.io|certificates.cert-manager.io> -A',
      { resource: 'certificates.cert-manager.io', scope: all },
    ],
    ['get pods -l app=checkout,tier!=cache', { labels: 'app=checkout,tier!=cache' }],
    ['get pods -l app==checkout', { labels: 'app=checkout' }],
    ['get pods -l env in (prod, qa) -n shop', { labels: 'env in (prod,qa)', scope: inShop }],
    ['get pods -l “env notin (prod)”', { labels: 'env notin (prod)' }],
    ['get pods -l app,!canary', { labels: 'app,!canary' }],
    [
      'get pods -l <http://app.kubernetes.io/name|app.kubernetes.io/name>=web',
      { labels: 'app.kubernetes.io/name=web' },
    ],
    [
      'describe pod/checkout-1',
      { kind: 'describe', target: { resource: 'pod', name: 'checkout-1' }, scope: anywhere },
    ],
    ['describe deploy/shop/checkout', { target: checkout, scope: inShop }],
    ['describe checkout', { target: { resource: 'workload', name: 'checkout' } }],
    ['logs deploy/checkout', { kind: 'logs', target: checkout, scope: anywhere, ...noLimits }],
    ['logs checkout —previous', { ...noLimits, previous: true }],
    ['logs checkout -p -c App', { ...noLimits, previous: true, container: 'app' }],
    ['logs checkout --since 1h30m --tail 50', { since: HOUR + 30 * MINUTE, tail: 50 }],
    ['logs checkout --since=“2h ago”', { since: 2 * HOUR }],
    ['logs checkout --since 2 h -p', { since: 2 * HOUR, previous: true }],
    ['logs checkout --since 2 Hours ago', { since: 2 * HOUR }],
    [
      'logs --since 30m ago checkout',
      { since: 30 * MINUTE, target: { resource: 'workload', name: 'checkout' } },
    ],
    ['logs --since 30m m', { since: 30 * MINUTE, target: { resource: 'workload', name: 'm' } }],
    ['logs checkout --grep “Connection refused”', { grep: 'Connection refused' }],
    ['logs checkout --grep="-x &lt;b&gt;"', { grep: '-x <b>' }],
    ['events', { kind: 'events', target: null, scope: all }],
    ['events deploy/checkout', { target: checkout, scope: anywhere }],
    ['top', { kind: 'top', of: 'pods', name: null, scope: all }],
    ['top nodes -n shop', { of: 'nodes', scope: all }],
    ['top pod/checkout-1', { of: 'pods', name: 'checkout-1', scope: anywhere }],
    ['drain Node-A', { kind: 'drain', node: 'node-a', scope: all }],
    ['drain node/node-a', { kind: 'drain', node: 'node-a' }],
    ['rollout status deploy/checkout', { kind: 'rollout', target: checkout }],
    ['rollout deploy/checkout', { kind: 'rollout', target: checkout, scope: anywhere }],
    ['changes', { kind: 'changes', since: 2 * HOUR, scope: all }],
    ['changes --since 1d -n shop', { since: 24 * HOUR, scope: inShop }],
    ['images deploy/checkout', { kind: 'images', target: checkout, scope: anywhere }],
    ['can-i list pods', { kind: 'can-i', verb: 'list', resource: 'pods', name: null, scope: all }],
    ['can-i get pods/log -n shop', { resource: 'pods/log', name: null, scope: inShop }],
    ['can-i get pods/checkout-1', { resource: 'pods', name: 'checkout-1' }],
  ])('“%s”', (text, query) => {
    expect(read(text)).toMatchObject(query as object);
  });

  it('a list, in the incident’s namespace; a name, anywhere', () => {
    expect(read('get pods', 'shop')).toMatchObject({ scope: inShop });
    expect(read('get pods -A', 'shop')).toMatchObject({ scope: all });
    expect(read('get pod checkout-1', 'shop')).toMatchObject({ scope: anywhere });
    expect(read('changes', 'shop')).toMatchObject({ scope: all, near: 'shop' });
    expect(read('events', 'Not A Name')).toMatchObject({ scope: all });
  });
});

describe('what is refused, with what to do', () => {
  it.each([
    ['get', /which kind/],
    ['get pods --raw /api', /don’t know the option --raw/],
    ['get pods -o yaml', /don’t know the option -o/],
    ['get pods --server=https://evil.example', /don’t know the option/],
    ['get pods -- rm', /don’t know the option --/],
    ['get pods -', /don’t know the option -/],
    ['get pods --kubeconfig x', /Nothing was asked/],
    ['get pods --namspace shop', /Did you mean --namespace\?/],
    ['get pods "--server=x"', /can’t be the name/],
    ['get pods “-n”', /can’t be the name/],
    ['get pods −1', /don’t know the option/],
    ['get "-n"', /can’t be a kind/],
    ['get pods -n', /value after -n is missing/],
    ['get pods -n -A', /value after -n is missing/],
    ['get pods -n shop -n pay', /given twice/],
    ['get pods -n shop -A', /not both/],
    ['get pods -n ../secrets', /can’t be the name of a namespace/],
    ['get pods -A=true', /stands alone/],
    ['get pods --previous', /makes no sense here/],
    ['get pods a b', /one kind/],
    ['get ../../api', /can’t be a kind/],
    ['get pods checkout?watch=1', /can’t be the name/],
    ['get pods -l app=a&fieldSelector=x', /no label selector/],
    ['get pods -l a=b=c', /no label selector/],
    ['get pods -l env in ()', /no label selector/],
    ['get pods -l -x', /value after -l is missing/],
    ['get pods -l “-x”', /no label selector/],
    ['describe', /which object/],
    ['describe deploy/shop/checkout -n pay', /two namespaces, shop and pay/],
    ['logs', /whose logs/],
    ['logs a --tail 0', /number of lines/],
    ['logs a --tail 999999', /at most 5000/],
    ['logs a --since yesterday', /can’t read the time/],
    ['logs a --since 30d', /at most 7 days/],
    ['logs a --grep -x', /value after --grep is missing/],
    ['logs a -f', /don’t know the option -f/],
    ['top secrets', /pods and nodes/],
    ['drain', /Say which node/],
    ['drain deploy/checkout', /Only nodes are drained/],
    ['drain node-a -n shop', /makes no sense here/],
    ['rollout restart deploy/checkout', /only shows, it does not restart/],
    ['changes checkout', /takes no name/],
    ['can-i lst pods', /Did you mean list\?/],
    ['can-i list', /verb and a kind/],
    ['can-i get pods/log/x', /too many slashes/],
  ])('“%s”', (text, sentence) => {
    expect(read(text)).toMatch(sentence);
  });
});
