import { describe, expect, it } from 'vitest';
import { doForm } from '../../src/commands/forms/do-form.ts';
import { actions as changes } from '../../src/domain/action/actions.ts';
import type { Form } from '../../src/domain/form.ts';
import { actions } from '../../src/domain/wording/actions.ts';
import { alertsChanged } from '../builders/alerts.ts';
import { aGateRules } from '../builders/gate-rules.ts';
import { happened, inChannel } from '../builders/incident.ts';
import { aDiagnosis, aFinding } from '../builders/investigation.ts';
import { aWish } from '../builders/proposals.ts';
import { aWorldOfChanges } from './a-change.ts';
import { anEpisode } from './an-episode.ts';
import type { CommandWorld } from './command-world.ts';
import { plainText } from './plain-text.ts';

const firing = happened(
  alertsChanged(
    { firing: 1, groups: 1 },
    { joined: [{ ...anEpisode('a', 'firing'), labels: { namespace: 'shop', deployment: 'checkout' } }] },
  ),
);

async function theForm(world: CommandWorld, value = 'INC-1'): Promise<Form> {
  const reply = await world.press(actions.openDoForm, value);
  if (reply.kind !== 'form') throw new Error('no form');
  return reply.form;
}

const field = (form: Form, name: string) => form.fields.find((each) => each.name === name);

const good = { action: 'restart', object: 'deployments/shop/checkout', reason: 'stuck connections' };

describe('the form that proposes a change', () => {
  it('offers what is offered, and the objects that the incident knows', async () => {
    const world = await aWorldOfChanges([firing]);
    world.rulesAre(aGateRules());

    const form = await theForm(world);

    expect(form).toMatchObject({ name: 'do', subject: 'INC-1', submit: 'Propose' });
    expect(field(form, 'action')).toMatchObject({
      choices: [
        { value: 'restart', label: 'Restart a rollout' },
        { value: 'cordon', label: expect.any(String) },
      ],
    });
    expect(field(form, 'object')).toMatchObject({
      optional: true,
      choices: [{ value: 'deployments/shop/checkout', label: 'Deployment shop/checkout' }],
    });
    expect(field(form, 'other')).toMatchObject({ optional: true, label: 'Another object' });
    expect(form.fields.map(({ name }) => name)).not.toContain('replicas');
    expect(form.fields.map(({ name }) => name)).not.toContain('cluster');
  });

  it('says at each parameter for which action it is', async () => {
    const form = await theForm(await aWorldOfChanges());
    expect(field(form, 'replicas')).toMatchObject({ label: 'Replicas (for: Scale)', optional: true });
    expect(field(form, 'object')).toBeUndefined();
    expect(field(form, 'other')).toMatchObject({ optional: false, label: 'Object' });
  });

  it('comes filled with what a finding says would help, from its button', async () => {
    const checkout = { kind: 'Deployment', namespace: 'shop', name: 'checkout' };
    const remedy = { action: 'undo', parameters: { revision: 'checkout-7d9f' } } as const;
    const finding = aFinding({ help: { action: 'rollout undo', target: checkout, text: 'Undo', remedy } });
    const world = await aWorldOfChanges([happened(aDiagnosis({ findings: [finding] }))]);

    const form = await theForm(world, 'INC-1/1.0');

    expect(form.subject).toBe('INC-1/1.0');
    expect(field(form, 'action')).toMatchObject({ initial: 'undo' });
    expect(field(form, 'object')).toMatchObject({ initial: 'deployments/shop/checkout' });
    expect(field(form, 'object')).toMatchObject({
      choices: [{ label: 'Deployment shop/checkout' }],
    });
    expect(field(form, 'revision')).toMatchObject({ label: 'Revision', initial: 'checkout-7d9f' });
    expect(form.fields.map(({ name }) => name)).toEqual(['action', 'object', 'revision', 'reason']);
    expect(field(form, 'reason')).toMatchObject({ initial: finding.sentence });
    expect(field(await theForm(world), 'object')).toMatchObject({
      choices: [{ label: 'Deployment shop/checkout' }, { label: 'Pod shop/checkout-1' }],
    });
    expect(await world.presses(actions.openDoForm, 'INC-1/1.7')).toContain('A newer diagnosis is there');
    world.rulesAre(aGateRules());
    expect(await world.presses(actions.openDoForm, 'INC-1/1.0')).toContain('“undo” is not offered here');
  });

  it('never begins with another object where the known one can’t be a choice', () => {
    const known = { kind: 'Deployment', namespace: 'shop', name: `checkout-${'x'.repeat(150)}` };
    const other = { kind: 'Deployment', namespace: 'shop', name: 'cart' };
    const form = doForm({
      incident: inChannel(),
      subject: { id: 'INC-7', finding: null, undoes: null },
      offered: changes.filter(({ name }) => name === 'restart'),
      objects: [other],
      clusters: [],
      known: { action: 'restart', object: known },
    });

    expect(field(form, 'object')).not.toHaveProperty('initial');
    expect(field(form, 'other')).toBeDefined();
  });

  it('is refused where nothing is offered', async () => {
    const world = await aWorldOfChanges();
    world.rulesAre(null);
    expect(await world.presses(actions.openDoForm, 'INC-1')).toContain('No change is offered in prod-eu1');
  });

  it('proposes what was picked', async () => {
    const world = await aWorldOfChanges([firing]);

    const done = await world.submit('do', 'INC-1', good);

    expect(done.kind === 'closed' && done.say && plainText(done.say)).toContain('Proposal 1 of INC-1');
    expect(await world.lastFact()).toMatchObject({
      door: 'modal',
      body: { kind: 'action.proposed', wish: aWish({ reason: 'stuck connections' }) },
    });
  });

  it('takes what was typed rather than what was picked', async () => {
    const world = await aWorldOfChanges([firing]);
    await world.submit('do', 'INC-1', { ...good, other: 'sts cart', action: 'scale', replicas: '2' });
    expect((await world.lastFact()).body).toMatchObject({
      wish: {
        action: 'scale',
        target: { resource: 'statefulsets', name: 'cart', namespace: 'shop' },
        parameters: { replicas: 2 },
      },
    });
  });

  it.each([
    [{ action: '' }, 'action', 'Pick what to do'],
    [{ action: 'constructor' }, 'action', 'Pick what to do'],
    [{ object: '' }, 'object', 'Say what to restart'],
    [{ object: 'nodes/a' }, 'object', 'is not for a Node'],
    [{ object: '../../x' }, 'object', 'can’t be'],
    [{ other: 'checkout' }, 'other', 'could be several things'],
    [{ other: 'deploy/checkout sts/cart' }, 'other', 'One object at a time'],
    [{ namespace: 'pay' }, 'namespace', 'You named two namespaces'],
    [{ namespace: '-' }, 'namespace', 'can’t be the name of a namespace'],
    [{ replicas: '5' }, 'replicas', 'takes no parameter'],
    [{ action: 'scale', replicas: 'x' }, 'replicas', 'whole number'],
    [{ action: 'scale' }, 'replicas', 'needs its replicas'],
    [{ reason: ' ' }, 'reason', 'Say why'],
    [{ other: 'deploy/checkout', namespace: 'pay' }, 'action', 'is not offered in prod-eu1, namespace pay'],
  ])('says under its field what is wrong: %j', async (over, name, words) => {
    const world = await aWorldOfChanges([firing]);

    const result = await world.submit('do', 'INC-1', { ...good, ...over });

    expect(result).toMatchObject({ kind: 'errors', fields: { [name]: expect.stringContaining(words) } });
    expect((await world.incident()).proposals).toEqual([]);
  });

  it('says all that is wrong at once', async () => {
    const world = await aWorldOfChanges();
    const result = await world.submit('do', 'INC-1', { action: 'scale', other: 'svc/x' });
    expect(result.kind === 'errors' && Object.keys(result.fields).sort()).toEqual([
      'other',
      'reason',
      'replicas',
    ]);
  });

  it('that nobody made proposes nothing', async () => {
    const world = await aWorldOfChanges();
    for (const subject of ['', 'INC-1/3', 'INC-1/undo-x', '__proto__']) {
      expect(await world.submit('do', subject, good)).toMatchObject({
        fields: { action: expect.stringContaining('This form is broken') },
      });
    }
  });

  it('asks for the cluster only when there is a choice', () => {
    const input = {
      incident: inChannel(),
      subject: { id: 'INC-7', finding: null, undoes: null },
      offered: changes,
      objects: [],
      known: {},
    };
    const names = (clusters: readonly string[]) =>
      doForm({ ...input, clusters }).fields.map(({ name }) => name);
    expect(names(['a', 'b'])).toContain('cluster');
    expect(names([])).not.toContain('cluster');
  });
});
