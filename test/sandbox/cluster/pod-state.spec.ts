import { describe, expect, it } from 'vitest';
import { podState } from '../../../sandbox/cluster/tables/pod-state.ts';

type Parts = { init?: object[]; inits?: object[]; status?: object; metadata?: object };

const pod = ({ init = [], inits = [], status = {}, metadata = {} }: Parts) =>
  podState({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'x', ...metadata },
    spec: { containers: [{ name: 'one' }, { name: 'two' }], initContainers: inits },
    status: { phase: 'Running', initContainerStatuses: init, ...status },
  });

const running = (name: string, ready = true, restartCount = 0) => ({
  name,
  ready,
  restartCount,
  started: true,
  state: { running: {} },
});
const waiting = (name: string, reason: string) => ({ name, state: { waiting: { reason } } });
const ended = (name: string, terminated: object) => ({ name, state: { terminated } });
const ready = [{ type: 'Ready', status: 'True' }];
const initialized = [{ type: 'Initialized', status: 'True' }];

describe('the state of a pod', () => {
  it('is the trouble of its first container that has one', () => {
    const containerStatuses = [waiting('one', 'ImagePullBackOff'), waiting('two', 'CrashLoopBackOff')];

    expect(pod({ status: { containerStatuses } })).toMatchObject({
      reason: 'ImagePullBackOff',
      ready: 0,
      containers: 2,
    });
  });

  it('names the signal or the exit code where there is no reason', () => {
    const of = (terminated: object) =>
      pod({ status: { containerStatuses: [ended('one', terminated)] } }).reason;

    expect([of({ signal: 9 }), of({ exitCode: 3 }), of({ reason: 'OOMKilled', exitCode: 137 })]).toEqual([
      'Signal:9',
      'ExitCode:3',
      'OOMKilled',
    ]);
  });

  it('is Running while one container runs beside another that completed', () => {
    const containerStatuses = [running('one'), ended('two', { reason: 'Completed', exitCode: 0 })];

    expect(pod({ status: { containerStatuses, conditions: ready } }).reason).toBe('Running');
    expect(pod({ status: { containerStatuses } }).reason).toBe('NotReady');
  });

  it('says how far its init containers came', () => {
    const inits = [{ name: 'first' }, { name: 'second' }];
    const done = ended('first', { exitCode: 0 });

    const reasons = [
      [done, { name: 'second', state: { running: {} } }],
      [done, ended('second', { exitCode: 2 })],
      [ended('first', { reason: 'Error', exitCode: 1 })],
      [waiting('first', 'ErrImagePull'), waiting('second', 'PodInitializing')],
    ].map((init) => pod({ inits, init }).reason);

    expect(reasons).toEqual(['Init:1/2', 'Init:ExitCode:2', 'Init:Error', 'Init:ErrImagePull']);
  });

  it('counts sidecars as containers, and their restarts besides those of the others', () => {
    const inits = [{ name: 'proxy', restartPolicy: 'Always' }, { name: 'setup' }];
    const setup = { ...ended('setup', { exitCode: 0 }), restartCount: 5 };
    const containerStatuses = [running('one', true, 1), running('two')];

    const state = pod({
      inits,
      init: [running('proxy', true, 2), setup],
      status: { containerStatuses, conditions: [...ready, ...initialized] },
    });

    expect(state).toMatchObject({ reason: 'Running', ready: 3, containers: 3, restarts: 3 });
  });

  it('is Terminating when it is deleted, unless it ended before or its node is lost', () => {
    const metadata = { deletionTimestamp: '2026-03-14T03:07:00Z' };

    expect(pod({ metadata }).reason).toBe('Terminating');
    expect(pod({ metadata, status: { phase: 'Succeeded' } }).reason).toBe('Succeeded');
    expect(pod({ metadata, status: { reason: 'NodeLost' } }).reason).toBe('Unknown');
  });
});
