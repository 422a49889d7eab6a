import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../../src/domain/instant.ts';
import type { Postmortem } from '../../../../src/domain/postmortem/postmortem.ts';
import { broadLayout, narrowLayout } from '../../../../src/domain/wording/postmortem/drawing/drawn-layout.ts';
import { timelineSvg } from '../../../../src/domain/wording/postmortem/drawing/timeline-svg.ts';
import { createZoneTimes } from '../../../../src/domain/wording/postmortem/zone-times.ts';
import { NOON } from '../../../builders/incident.ts';
import { aChange, ana, aPostmortem, aPostmortemAlert } from '../../../builders/postmortem.ts';
import { tagsOf } from './rendered.ts';

const drawing = (postmortem: Postmortem, layout = broadLayout): string =>
  timelineSvg(postmortem, createZoneTimes(postmortem.zone), layout);
const labels = (svg: string, name: string): readonly string[] =>
  [...svg.matchAll(new RegExp(`<text class="${name}"[^>]*>([^<]*)</text>`, 'g'))].map(
    ([, text]) => text ?? '',
  );

/** As much of everything as three bad days bring. */
const threeDays = (): Postmortem => {
  const end = NOON + 72 * HOUR;
  const alerts = Array.from({ length: 500 }, (_, index) =>
    aPostmortemAlert({ name: `Alert${index}`, from: NOON + index * 8 * MINUTE, to: index % 3 ? null : end }),
  );
  return aPostmortem({
    detection: { how: '', alerts },
    changes: Array.from({ length: 60 }, (_, index) => aChange({ proposal: index + 1, endedAt: null })),
    tracks: {
      statuses: Array.from({ length: 200 }, (_, index) => ({
        at: NOON + index * 20 * MINUTE,
        status: 'monitoring',
      })),
      roles: Array.from({ length: 300 }, (_, index) => ({
        role: `role${index % 12}`,
        who: ana,
        from: NOON + index * MINUTE,
        to: end,
      })),
      messages: Array.from({ length: 4_320 }, (_, index) => ({
        minute: NOON + index * MINUTE,
        count: 1 + (index % 7),
      })),
    },
  });
};

describe('the drawn timeline', () => {
  it('has rows for status, alerts, roles, changes and messages', () => {
    expect(labels(drawing(aPostmortem()), 'label')).toEqual([
      'Status',
      'CheckoutErrorsHigh',
      'commander',
      'Proposal 1: rollback',
      'Messages a minute',
    ]);
  });

  it('says of every bar what it is, and of the whole what it shows', () => {
    const svg = drawing(aPostmortem());

    expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="broad-title broad-about">/);
    expect(svg).toContain(
      '<title>CheckoutErrorsHigh shop/checkout: 2026-11-20 13:00:00 to 2026-11-20 13:24:00</title>',
    );
    expect(svg).toContain('<title>Approved by Ben Okafor at 2026-11-20 13:10:00</title>');
    expect(svg).toContain('<title>4 messages: 2026-11-20 13:07:00 to 2026-11-20 13:08:00</title>');
    expect(svg.match(/<title/g)?.length).toBe(1 + (svg.match(/class="(bar|mark|moment)/g)?.length ?? 0));
  });

  it('has ticks of minutes for an incident of half an hour, and of half days for three days', () => {
    const ticks = (svg: string): readonly string[] =>
      labels(svg, 'axis').filter((label) => /\d\d:\d\d/.test(label));

    expect(ticks(drawing(aPostmortem()))).toEqual(['13:00', '13:05', '13:10', '13:15', '13:20']);
    expect(ticks(drawing(threeDays()))).toEqual([
      '11-21 00:00',
      '11-21 12:00',
      '11-22 00:00',
      '11-22 12:00',
      '11-23 00:00',
      '11-23 12:00',
    ]);
  });

  it('writes names of times that lie close together in two heights, then one after the other', () => {
    expect(labels(drawing(threeDays()), 'axis strong')).toEqual([
      'began',
      'detected, acknowledged, mitigated',
    ]);
    expect(labels(drawing(aPostmortem()), 'axis strong')).toEqual([
      'began',
      'detected',
      'acknowledged',
      'mitigated',
    ]);
  });

  it('stays a drawing of some hundred elements, however much happened', () => {
    const svg = drawing(threeDays());

    expect(tagsOf(svg).filter(({ isEnd }) => !isEnd).length).toBeLessThan(800);
    expect(labels(svg, 'label')).toContain('485 more alerts');
    expect(labels(svg, 'label').at(-1)).toBe('Messages in 60 min');
  });

  it('counts every message in one column or another', () => {
    const counted = [...drawing(threeDays()).matchAll(/<title>(\d+) messages?:/g)].map(([, count]) =>
      Number(count),
    );
    const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

    expect(sum(counted)).toBe(sum(threeDays().tracks.messages.map(({ count }) => count)));
  });

  it('keeps everything within its frame, also of an incident of a moment', () => {
    const moment = aPostmortem({
      times: [],
      changes: [],
      detection: { how: '', alerts: [aPostmortemAlert({ to: NOON })] },
      tracks: { statuses: [{ at: NOON, status: 'resolved' }], roles: [], messages: [] },
    });

    const drawn = [moment, threeDays(), aPostmortem()].flatMap((each) =>
      [broadLayout, narrowLayout].map((layout) => [drawing(each, layout), layout.width] as const),
    );
    for (const [svg, width] of drawn) {
      const frame = Number(/viewBox="0 0 \d+ (\d+)"/.exec(svg)?.[1]);
      const numbers = tagsOf(svg).flatMap(({ attributes }) =>
        attributes.filter(([key]) => /^[xy][12]?$|^width$|^height$/.test(key)),
      );

      expect(
        numbers.filter(([, value]) => !(Number(value) >= 0 && Number(value) <= Math.max(width, frame))),
      ).toEqual([]);
    }
  });

  it('is as wide as a phone in its narrow form, with each name above its bar', () => {
    const svg = drawing(threeDays(), narrowLayout);
    const rights = tagsOf(svg).flatMap(({ name, attributes }) => {
      const at = new Map(attributes);
      return name === 'rect' ? [Number(at.get('x')) + Number(at.get('width'))] : [];
    });

    expect(svg).toContain('<svg class="narrow" viewBox="0 0 344 ');
    expect(rights.filter((right) => right > 344)).toEqual([]);
    expect(labels(svg, 'label').at(-1)).toMatch(/^Messages in 60 min, at most \d+$/);
    expect(labels(svg, 'axis').filter((label) => /\d\d:\d\d/.test(label)).length).toBeLessThan(5);
    expect(labels(drawing(aPostmortem(), narrowLayout), 'label')).toContain('commander');
  });

  it.each([broadLayout, narrowLayout])('has names of times that do not cover each other', (layout) => {
    const minutes = (...at: readonly number[]): Postmortem => ({
      ...aPostmortem(),
      times: aPostmortem().times.map((time, index) => ({
        ...time,
        at: NOON + (at[index] ?? 0) * MINUTE,
      })),
    });
    const all = [
      minutes(-14, 23, 23, 24, 24),
      minutes(0, 1, 2, 13, 24),
      minutes(0, 12, 24, 24, 24),
      minutes(0, 0, 0, 0, 0),
    ];
    for (const svg of all.map((each) => drawing(each, layout))) {
      const names = labels(svg, 'axis strong');
      const boxes = tagsOf(svg)
        .map(({ attributes }) => new Map(attributes))
        .filter((at) => at.get('class') === 'axis strong')
        .map((at, index) => {
          const long = (names[index]?.length ?? 0) * 7.5;
          const x = Number(at.get('x'));
          const from = at.get('text-anchor') === 'end' ? x - long : x;
          return { y: at.get('y'), from, to: from + long };
        });

      expect(names.join(', ').split(', ').toSorted()).toEqual(
        ['began', 'detected', 'acknowledged', 'mitigated', 'resolved'].toSorted(),
      );
      expect(boxes.filter(({ from, to }) => from < 0 || to > layout.width)).toEqual([]);
      expect(
        boxes.filter((a) => boxes.some((b) => a !== b && a.y === b.y && a.from < b.to && b.from < a.to)),
      ).toEqual([]);
    }
  });

  it('draws an empty incident, too', () => {
    const empty = aPostmortem({
      times: [],
      changes: [],
      detection: { how: '', alerts: [] },
      tracks: { statuses: [], roles: [], messages: [] },
    });

    expect(drawing(empty)).toMatch(/^<svg [\s\S]*<\/svg>$/);
  });
});
