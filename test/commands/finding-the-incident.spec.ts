import { beforeEach, expect, it } from 'vitest';
import { aPolicy } from '../builders/incident.ts';
import { type CommandWorld, createCommandWorld } from './command-world.ts';

let world: CommandWorld;
beforeEach(() => {
  world = createCommandWorld();
});

it('shows the control panel in an incident’s channel', async () => {
  await world.has();

  expect(await world.types('  ')).toContain('[I lead] [Status] [Severity] [Roles] [Timeline] [Resolve]');
});

it('shows the open incidents and a Declare button elsewhere', async () => {
  await world.has({ number: 1, severity: 'sev3' });
  await world.has({ number: 2, severity: 'sev1' });

  const said = await world.types('', { from: 'CX' });

  expect(said).toContain('2 incidents are open');
  expect(said.indexOf('INC-2')).toBeLessThan(said.indexOf('INC-1'));
  expect(said).toContain('[Declare an incident]');
});

it('lists what is over only when asked for all', async () => {
  await world.has();
  await world.types('resolve');

  expect(await world.types('list')).toContain('No incident is open.');
  expect(await world.types('list all')).toContain('INC-1');
});

it('lets INC-n as the first word win over the channel', async () => {
  await world.has({ number: 1 });
  await world.has({ number: 2 });

  await world.types('inc–2: sev 4', { from: 'C1' });

  expect((await world.incident(2)).severity).toBe('sev4');
  expect((await world.incident(1)).severity).toBe('sev1');
});

it('takes a channel as the first word, too', async () => {
  await world.has({ number: 2 });

  expect(await world.types('<#C2|inc-2> sev 4', { from: 'CX' })).toBe('INC-2 is SEV4 now.');
});

it('takes INC-n after the verb where only that can be meant', async () => {
  await world.has({ number: 2 });

  expect(await world.types('resolve INC-2 Rolled back', { from: 'CX' })).toBe('INC-2 is resolved.');
});

it('does nothing where the channel and the name after a grave verb differ, and offers both', async () => {
  await world.has({ number: 1 });
  await world.has({ number: 2 });

  const said = await world.types('resolve INC-2', { from: 'C1' });

  expect(said).toContain('/incident INC-2 resolve');
  expect((await world.incident(1)).status).toBe('investigating');
  expect((await world.incident(2)).status).toBe('investigating');
});

it('keeps a number that begins a note as text', async () => {
  await world.has({ number: 1 });
  await world.has({ number: 2 });

  await world.types('note INC-2 has the same cause', { from: 'C1' });

  expect((await world.lastFact(1)).body).toMatchObject({ text: 'INC-2 has the same cause' });
});

it('says in a channel without an incident how to name one', async () => {
  await world.has({ number: 3 });

  const said = await world.types('sev 2', { from: 'CX' });

  expect(said).toContain('This channel has no incident.');
  expect(said).toContain('/incident INC-3 sev');
});

it('says how to declare one when nothing is open', async () => {
  expect(await world.types('sev 2', { from: 'CX' })).toContain('/incident declare');
});

it('says that there is no such incident', async () => {
  expect(await world.types('INC-99 sev 2')).toContain('There is no INC-99');
});

it('names the nearest verb and does nothing', async () => {
  await world.has();

  expect(await world.types('resovle rolled back')).toBe(
    'I don’t know “resovle”. Did you mean resolve? Nothing was done. Try: /incident resolve rolled back',
  );
  expect(await world.types('res')).toContain('Did you mean resolve?');
  expect((await world.incident()).status).toBe('investigating');
});

it('suggests declare to who just describes the trouble', async () => {
  expect(await world.types('payments are down', { from: 'CX' })).toContain(
    '/incident declare payments are down',
  );
});

it('shows a private incident to those in it only', async () => {
  await world.has({ number: 5, title: 'Leaked keys', policy: aPolicy({ private: true }) });

  expect(await world.types('list', { from: 'CX', as: 'UEVE' })).not.toContain('Leaked keys');
  expect(await world.types('INC-5', { from: 'CX', as: 'UEVE' })).toContain('There is no INC-5');
  expect(await world.types('INC-5 timeline', { from: 'CX', as: 'UEVE' })).toContain('There is no INC-5');
  expect(await world.types('sev 2', { from: 'CX', as: 'UEVE' })).not.toContain('INC-5');
  expect(await world.types('<#C5|x>', { from: 'CX', as: 'UEVE' })).not.toContain('Leaked keys');
  expect(await world.presses('panel', 'INC-5', { from: 'CX', as: 'UEVE' })).toContain('There is no INC-5');
  expect(await world.types('', { from: 'C5', as: 'UANA' })).toContain('Leaked keys');
  await world.types('lead me', { from: 'C5' });
  expect(await world.types('INC-5', { from: 'CX' })).toContain('Leaked keys');
});
