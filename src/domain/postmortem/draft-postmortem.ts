import { causes } from './causes.ts';
import { changes } from './changes.ts';
import { cleanValue } from './clean-value.ts';
import { counts } from './counts.ts';
import { detection } from './detection.ts';
import { diagnoses } from './diagnoses.ts';
import { followups } from './followups.ts';
import { impact } from './impact.ts';
import { incidentHead } from './incident-head.ts';
import { keptEvidence } from './kept-evidence.ts';
import { materialOf } from './material.ts';
import { gotLucky } from './observations/got-lucky.ts';
import type { Observed } from './observations/observed.ts';
import { wentBadly } from './observations/went-badly.ts';
import { wentWell } from './observations/went-well.ts';
import { participants } from './participants.ts';
import { POSTMORTEM_SCHEMA, type Postmortem } from './postmortem.ts';
import type { PostmortemSource } from './postmortem-source.ts';
import { NO_PROPOSAL, refusals } from './refusals.ts';
import { shownTimeline } from './shown-timeline.ts';
import { summary } from './summary.ts';
import { timelineEntries } from './timeline-entries.ts';
import { beforeItBegan } from './times/before-it-began.ts';
import { determinedTimes } from './times/determined-times.ts';
import { tracks } from './tracks.ts';

/**
 * Everything that is known of an incident, ready to be written down: structured, sorted, harmless and without secrets.
 * Total and deterministic: any log and any messages give a value, and the same ones the same value.
 */
export function draftPostmortem(source: PostmortemSource): Postmortem {
  const material = materialOf(source);
  const { facts, clean } = material;
  const times = determinedTimes(material);
  const observed: Observed = { material, times, changes: changes(material), causes: causes(facts) };
  const entries = timelineEntries(material);
  const { isKnown: _, ...began } = beforeItBegan(times.began, observed.causes);
  return {
    schema: POSTMORTEM_SCHEMA,
    incident: incidentHead(material),
    zone: source.zone,
    full: source.full,
    // What was put together from clean parts can look like a secret for the first time: a name and a value.
    ...cleanValue(
      {
        summary: summary(observed),
        times: [began, times.detected, times.acknowledged, times.mitigated, times.resolved],
        spans: times.spans,
        detection: detection(material),
        wentWell: wentWell(observed),
        wentBadly: wentBadly(observed),
        gotLucky: gotLucky(observed),
      },
      clean,
    ),
    impact: shownTimeline(
      impact(material, entries).map((entry) => ({ ...entry, important: true })),
      source.full,
    ),
    timeline: shownTimeline(entries, source.full),
    tracks: tracks(material),
    changes: observed.changes,
    refusals: refusals(material).get(NO_PROPOSAL) ?? [],
    causes: observed.causes,
    diagnoses: diagnoses(facts),
    followups: followups(material),
    participants: participants(material),
    evidence: keptEvidence(facts),
    counts: counts(material),
    verification: cleanValue(source.verification, clean),
  };
}
