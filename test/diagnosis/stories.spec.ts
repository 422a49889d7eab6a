import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LoadedStory, loadStory, storyNames } from '../../sandbox/stories/load-story.ts';
import { takeQueryOptions } from '../../src/commands/grammar/query-options.ts';
import { queryWords } from '../../src/commands/grammar/query-words.ts';
import { tokens } from '../../src/commands/grammar/token.ts';
import type { QueryVerb } from '../../src/commands/query-verb.ts';
import { verbs } from '../../src/commands/verbs.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { viewKinds } from '../../src/diagnosis/view-kinds.ts';
import type { ClusterView } from '../../src/domain/cluster/cluster-view.ts';
import { subjectOf } from '../../src/domain/cluster/subject-of.ts';
import type { DiagnosisReport } from '../../src/domain/diagnosis-report.ts';
import type { Confidence, RankedFinding } from '../../src/domain/finding.ts';
import { HOUR, MINUTE } from '../../src/domain/instant.ts';
import { type AskedCluster, soon, startAskedCluster } from '../integrations/kubernetes/asked-cluster.ts';
import { readerOf } from '../integrations/kubernetes/reader-of.ts';

const sureness: readonly Confidence[] = ['context', 'consistent', 'proven'];

/** Everything of a finding that a person reads. */
const textOf = ({ sentence, evidence }: RankedFinding) =>
  [sentence, ...evidence.map(({ label, text }) => `${label} ${text}`)].join('\n');

/** What claims to be a cause and is not folded under another one. */
const claims = ({ findings }: DiagnosisReport) => {
  const folded = new Set(findings.flatMap(({ explains }) => explains.map((each) => JSON.stringify(each))));
  return findings.filter(
    ({ check, object, confidence }) =>
      confidence !== 'context' && !folded.has(JSON.stringify({ check, object })),
  );
};

/** True when the line's verb takes its words for a question to the cluster. */
const isUnderstood = (line: string): boolean => {
  const [slash, name, ...rest] = tokens(line);
  const verb = verbs.find((each) => each.name === name?.text);
  if (slash?.text !== '/incident' || !verb || !('grammar' in verb)) return false;
  const { options, read } = (verb as QueryVerb).grammar;
  const words = takeQueryOptions(queryWords(rest), options, line);
  return words.ok && read(words.value, null).ok;
};

describe.each(storyNames())('the story %s', (name) => {
  let told: LoadedStory;
  let view: ClusterView;
  let asked: AskedCluster | undefined;

  beforeAll(async () => {
    told = loadStory(name, { now: Date.now() });
    asked = await startAskedCluster({ objects: told.objects, logs: told.logs, metrics: true });
    view = await readerOf(await asked.doorOf()).view({ kinds: viewKinds, namespaces: null }, soon());
  });
  afterAll(() => asked?.stop());

  const report = (onset = Date.parse(told.story.onset)) => {
    const subject = subjectOf(told.story.alerts.map(({ labels }) => labels));
    if (subject === null) throw new Error('the alerts of a story name something');
    return diagnose({ view, subject, onset });
  };

  /** When its alerts fired first: that is what an incident knows. */
  const fired = () => Math.min(...told.story.alerts.map(({ startsAt }) => Date.parse(startsAt)));

  it('is seen whole', () => {
    expect(view.gaps).toEqual([]);
    expect(report().checks).toBeGreaterThan(20);
  });

  it('has its cause as the first finding, or no cause at all', () => {
    const { cause } = told.story;
    const { findings } = report();
    const [first] = findings;

    if (cause === null) {
      expect(claims(report())).toEqual([]);
      return;
    }
    expect(first).toMatchObject({
      check: cause.check,
      object: { namespace: null, ...cause.object },
    });
    for (const word of cause.words) expect(textOf(first as RankedFinding)).toContain(word);
  });

  it('claims no more than its objects prove', () => {
    const most = told.story.cause?.confidence ?? 'consistent';
    const [first] = report().findings;

    expect(sureness.indexOf(first?.confidence ?? 'context')).toBeLessThanOrEqual(sureness.indexOf(most));
    const others = claims(report()).slice(1);
    expect(others.filter(({ confidence }) => confidence === 'proven').map(textOf)).toEqual([]);
  });

  it('comes to the same by the time at which its alerts fired, and by each alert alone', () => {
    const cause = told.story.cause;
    if (cause === null) return;
    const subjects = told.story.alerts.flatMap(({ labels }) => subjectOf([labels]) ?? []);

    for (const onset of [fired(), Date.parse(told.story.onset) + 15 * MINUTE]) {
      expect(report(onset).findings[0]?.check).toBe(cause.check);
    }
    for (const subject of subjects) {
      expect(diagnose({ view, subject, onset: fired() }).findings[0]?.check).toBe(cause.check);
    }
  });

  it('offers only lines that can be typed as they are', () => {
    const lines = report().findings.flatMap(({ lookNext }) =>
      lookNext.filter((line) => line.startsWith('/')),
    );

    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines)
      expect({ line, understood: isUnderstood(line) }).toEqual({ line, understood: true });
  });

  it('proves nothing of noise when the alert is about something else', () => {
    const subject = subjectOf([{ namespace: 'monitoring', deployment: 'grafana' }]);
    if (subject === null) throw new Error('a Deployment is named');

    const late = diagnose({ view, subject, onset: view.takenAt + 72 * HOUR });

    expect(late.findings.filter(({ confidence }) => confidence === 'proven').map(textOf)).toEqual([]);
  });
});

it('there are stories to tell', () => {
  expect(storyNames().length).toBeGreaterThanOrEqual(10);
});
