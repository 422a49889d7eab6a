import { describe, expect, it } from 'vitest';
import { checks } from '../../../src/diagnosis/checks.ts';
import type { Happening } from '../../../src/domain/fact.ts';
import type { RankedFinding } from '../../../src/domain/finding.ts';
import { draftPostmortem } from '../../../src/domain/postmortem/draft-postmortem.ts';
import type { PostmortemSource } from '../../../src/domain/postmortem/postmortem-source.ts';
import { alertsChanged, anEpisode } from '../../builders/alerts.ts';
import { ALERTS, ANA, aDeclaration, happened, NOON } from '../../builders/incident.ts';
import { aDiagnosis, aFinding } from '../../builders/investigation.ts';
import { aSource, declaredByAlert, later } from './a-source.ts';

const draft = (happenings: readonly Happening[], over: Partial<PostmortemSource> = {}) =>
  draftPostmortem(aSource([declaredByAlert(), ...happenings], over));

describe('causes', () => {
  it('are the last word on each object of each check, proven first, without what is only worth knowing', () => {
    const other = { kind: 'Node', namespace: null, name: 'n1' };
    const { causes } = draft([
      later(
        10,
        aDiagnosis({
          findings: [
            aFinding({ check: 'fits', confidence: 'consistent' }),
            aFinding({ sentence: 'first word', confidence: 'consistent' }),
            aFinding({ check: 'context', confidence: 'context' }),
          ],
        }),
      ),
      later(
        20,
        aDiagnosis({
          diagnosis: 2,
          findings: [aFinding({ sentence: 'last word' }), aFinding({ object: other, sentence: 'another' })],
        }),
      ),
    ]);

    expect(
      causes.map(({ sentence, confidence, firstSeenAt }) => [sentence, confidence, firstSeenAt]),
    ).toEqual([
      ['last word', 'proven', NOON + 10_000],
      ['another', 'proven', NOON + 20_000],
      ['2 of 6 pods run another build', 'consistent', NOON + 10_000],
    ]);
    expect(causes[0]?.evidence).toEqual([{ label: 'tag', text: 'latest', isTable: false }]);
  });
});

describe('what a cause explains', () => {
  const node = { kind: 'Node', namespace: null, name: 'n1' };
  const symptom = aFinding({ check: 'overcommit', object: node, sentence: 'The node has no CPU left' });
  const lead = (over: Partial<RankedFinding> = {}) =>
    aFinding({
      check: 'replicas-co-located',
      confidence: 'consistent',
      sentence: 'All pods stand on one node',
      explains: [{ check: 'overcommit', object: node }],
      ...over,
    });

  it('follows it and names it, even proven; it is no cause of its own', () => {
    const { causes, summary } = draft([later(10, aDiagnosis({ findings: [lead(), symptom] }))]);

    expect(causes.map(({ check, explainedBy }) => [check, explainedBy?.check ?? null])).toEqual([
      ['replicas-co-located', null],
      ['overcommit', 'replicas-co-located'],
    ]);
    expect(JSON.stringify(summary)).toContain('All pods stand on one node');
    expect(JSON.stringify(summary)).not.toContain('The node has no CPU left');
  });

  it('is a cause again once what explained it is only worth knowing, or no diagnosis says so any more', () => {
    const doubted = aDiagnosis({
      diagnosis: 2,
      findings: [lead({ confidence: 'context', explains: [] }), symptom],
    });
    const { causes } = draft([later(10, aDiagnosis({ findings: [lead(), symptom] })), later(20, doubted)]);

    expect(causes.map(({ check, explainedBy }) => [check, explainedBy])).toEqual([['overcommit', null]]);
  });

  it('has a meaning for people who do not know Kubernetes, whatever check found it', () => {
    const { causes } = draft(
      checks.map(({ id }, at) => later(at, aDiagnosis({ findings: [aFinding({ check: id })] }))),
    );
    const told = causes.map(({ meaning }) => meaning ?? '');

    expect(causes).toHaveLength(checks.length);
    for (const meaning of told) {
      expect(meaning).toMatch(/^[A-Z].*\.$/);
      expect(meaning).not.toMatch(/pod|node|container|kube|replica|deployment|endpoint|webhook|namespace/i);
    }
  });
});

describe('diagnoses', () => {
  it('are all told with what they looked at, the most first, figures left out, each gap once', () => {
    const looked = { nodes: 12, pods: 62, podusage: 62, jobs: 0 };
    const { diagnoses } = draft([
      later(10, aDiagnosis({ findings: [], looked, checks: 34, gaps: ['no events', 'no events'] })),
    ]);

    expect(diagnoses).toEqual([
      expect.objectContaining({
        at: NOON + 10_000,
        looked: [
          { kind: 'pods', count: 62 },
          { kind: 'nodes', count: 12 },
        ],
        checks: 34,
        gaps: ['no events'],
      }),
    ]);
  });
});

describe('when it began', () => {
  it('is told with what is named first as its cause, where that came earlier', () => {
    const began = (confidence: 'proven' | 'consistent', changedAt: number) => {
      const finding = aFinding({ confidence, changedAt });
      return draft([later(10, aDiagnosis({ findings: [finding] }))]).times[0]?.how;
    };

    expect(began('proven', NOON - 120_000)).toMatch(
      / What is proven to be its cause happened 2 minutes earlier, at \S+ \S+ UTC\.$/,
    );
    expect(began('consistent', NOON - 120_000)).toMatch(/ What fits as its cause happened 2 minutes earlier/);
    expect(began('proven', NOON + 120_000)).not.toMatch(/its cause/);
  });
});

describe('detection', () => {
  it('names the alert that fired first and whether it has a runbook', () => {
    const first = anEpisode({ startedAt: NOON - 1_000, fingerprint: 'a' });
    const second = anEpisode({
      fingerprint: 'b',
      labels: { alertname: 'Errors', namespace: 'shop', pod: 'checkout-1', severity: 'critical' },
      annotations: { summary: 'many', runbook_url: 'https://runbooks.example/errors' },
    });
    const { detection } = draft([
      later(0, alertsChanged({ firing: 2 }, { joined: [second, first] }), ALERTS),
    ]);

    expect(detection.how).toBe(
      'The alert KubePodCrashLooping (payments) fired first, 1 more alert followed. It has no runbook; another alert of the incident has one.',
    );
    expect(detection.alerts[1]).toEqual({
      name: 'Errors',
      about: 'shop/checkout-1',
      severity: 'critical',
      from: NOON,
      to: null,
      end: null,
      summary: 'many',
      runbook: 'https://runbooks.example/errors',
    });
  });

  it('names the person who noticed it', () => {
    const { detection, wentBadly } = draftPostmortem(
      aSource([happened(aDeclaration({ origin: 'person' }), { by: ANA })]),
    );

    expect(detection.how).toBe('Ana noticed it. No alert of it fired.');
    expect(wentBadly).toContain('No alert fired: a person had to notice it.');
  });

  it('takes the last word on each alert from the episodes, and when it went silent from the log', () => {
    const gone = anEpisode({ state: 'gone' });
    const resolved = anEpisode({ fingerprint: 'b', state: 'resolved', endedAt: NOON + 9_000 });
    const { detection, gotLucky } = draft(
      [
        later(
          0,
          alertsChanged({ firing: 2 }, { joined: [anEpisode(), anEpisode({ fingerprint: 'b' })] }),
          ALERTS,
        ),
        later(5, alertsChanged({ gone: 1 }, { gone: [gone] }), ALERTS),
      ],
      { episodes: [gone, resolved] },
    );

    expect(detection.alerts.map(({ to, end }) => [to, end])).toEqual([
      [NOON + 5_000, 'gone'],
      [NOON + 9_000, 'resolved'],
    ]);
    expect(gotLucky).toEqual([
      '1 alert went silent without clearing: whether the trouble is over nobody was told.',
    ]);
  });

  it('lists every run, however many a storm had', () => {
    const episodes = Array.from({ length: 60 }, (_, i) => anEpisode({ fingerprint: String(i) }));

    for (const full of [true, false]) expect(draft([], { episodes, full }).detection.alerts).toHaveLength(60);
  });
});
