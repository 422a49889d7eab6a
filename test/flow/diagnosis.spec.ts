import { describe, expect, it } from 'vitest';
import { wrongCause } from '../../sandbox/demo/right-cause.ts';
import { storyNames } from '../../sandbox/stories/load-story.ts';
import { startAskingWorld } from './asking-world.ts';

const MINUTE = 60_000;

// Each starts a bot, a workspace and a cluster.
describe('the first diagnosis', () => {
  it.each(storyNames())('of the story “%s” is in the channel and names its cause first', async (story) => {
    const world = await startAskingWorld({ story });

    const room = await world.opens({ severity: 'critical' });
    const said = await room.reads(/^First diagnosis of prod-eu1/);

    expect(wrongCause(said, world.story)).toBeUndefined();
    expect(world.logged.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('is on the card, in the push of its message, in its thread as a whole, and there once', async () => {
    const world = await startAskingWorld();

    const room = await world.opens();
    await room.reads(/^First diagnosis of prod-eu1: a proven cause/);
    await room.cardReads(/• 1 of 4 pods of Deployment shop\/catalog runs another build .*\(proven\)/);
    await world.settles();

    expect(room.push(/^First diagnosis/)).toMatch(
      /^SEV1 More than 10% .*: cause: 1 of 4 pods of Deployment shop\/catalog runs another build/,
    );
    const [message] = room.matching(/^First diagnosis/);
    // Only one: what the message shows is cut, not attached once more.
    expect(room.view.thread(message?.ts ?? '').flatMap(({ files }) => files)).toHaveLength(1);
    const [report] = room.view.thread(message?.ts ?? '').flatMap(({ files }) => files);
    expect(String(report?.content)).toMatch(/check image-digest-drift; Deployment shop\/catalog/);
    expect(room.matching(/^First diagnosis/)).toHaveLength(1);
    await world.logIsWhole('INC-1');
  });

  it('is in the triage message, before anybody decides whether it is an incident', async () => {
    const world = await startAskingWorld();

    await world.fires({ severity: 'warning' });
    await world.board.reads(/runs another build .*\(proven\)/);
    await world.board.press(/runs another build/, 'Accept', 'ana');

    const room = await world.room('INC-1');
    await room.reads(/^First diagnosis of prod-eu1: a proven cause/);
    await world.settles();
    expect((await world.incident('INC-1')).investigation.diagnosis.done).toBe(1);
  });

  it('is not made of alerts that name nothing in a cluster, nor where there is no cluster to ask', async () => {
    const world = await startAskingWorld();

    await world.deliver({
      group: { alertname: 'CertificateExpires', cluster: 'prod-eu1' },
      alerts: [{ labels: { pod: '' }, annotations: { summary: 'A certificate expires' } }],
    });
    const room = await world.room('INC-1');
    await world.settles();

    expect(room.card()).not.toMatch(/iagnosis/);
    expect(room.matching(/iagnosis/)).toEqual([]);
    expect(world.cluster.requests.filter(({ resource }) => resource === 'pods')).toEqual([]);
  });
});

describe('another diagnosis', () => {
  it('is made on request, of what the alerts are about or of what is named', async () => {
    const world = await startAskingWorld();
    const room = await world.opens();
    await room.reads(/^First diagnosis/);

    await world.asks(room, 'diag deploy/web -n shop');
    await room.tellsOnly('ana', /^Diagnosing prod-eu1\. What is found comes in the channel of INC-1\.$/);
    await room.reads(/^Diagnosis of prod-eu1/);
    await world.asks(room, 'diag');
    await expect.poll(() => room.matching(/^Diagnosis of prod-eu1/).length).toBe(2);
    expect(room.matching(/^Diagnosis of prod-eu1: a proven cause/)).toHaveLength(1);
    await world.asks(room, 'diag deploy/webb -n shop');
    await room.reads(/webb/);
    await world.logIsWhole('INC-1');
  });

  it('is made when it spreads, and said only when it is another', async () => {
    const world = await startAskingWorld({ story: 'bad-rollout' });
    const room = await world.opens();
    await room.reads(/^First diagnosis/);
    const { labels, annotations } = world.alert;
    const { alertname = '', cluster = '', namespace = '' } = labels;
    const alerts = ['', '5m', '30m', '1h'].map((window) => ({
      labels: { pod: '', ...labels, window },
      annotations,
    }));

    world.passes(6 * MINUTE);
    await world.deliver({ group: { alertname, cluster, namespace }, alerts });
    world.passes(6 * MINUTE);

    await expect.poll(async () => (await world.incident('INC-1')).investigation.diagnosis.done).toBe(2);
    await world.settles();
    expect(room.matching(/^Diagnosis, as it spreads/)).toEqual([]);
  });
});
