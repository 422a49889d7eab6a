import type { Postmortem } from '../../postmortem/postmortem.ts';
import type { Section } from './section.ts';
import { evidenceSection, participantsSection, verificationSection } from './sections/appendix.ts';
import { detectionSection } from './sections/detection.ts';
import {
  actionItemsSection,
  gotLuckySection,
  lessonsSection,
  wentBadlySection,
  wentWellSection,
} from './sections/hindsight.ts';
import { impactSection, summarySection, titleSection } from './sections/opening.ts';
import { responseSection } from './sections/response.ts';
import { rootCauseSection } from './sections/root-cause.ts';
import { timelineSection } from './sections/timeline.ts';
import { timesSection } from './sections/times.ts';
import { createZoneTimes } from './zone-times.ts';

/**
 * What stands in the document, in its order, free of markup: every section, also one that has nothing to tell, because
 * "nothing" is an answer and people write into it. Its texts are as they came; renderers make them harmless.
 */
export function postmortemSections(postmortem: Postmortem): readonly Section[] {
  const times = createZoneTimes(postmortem.zone);
  return [
    titleSection(postmortem, times),
    summarySection(postmortem),
    impactSection(postmortem, times),
    timesSection(postmortem, times),
    detectionSection(postmortem, times),
    timelineSection(postmortem, times),
    responseSection(postmortem, times),
    rootCauseSection(postmortem, times),
    wentWellSection(postmortem),
    wentBadlySection(postmortem),
    gotLuckySection(postmortem),
    actionItemsSection(postmortem, times),
    lessonsSection(),
    participantsSection(postmortem),
    evidenceSection(postmortem, times),
    verificationSection(postmortem),
  ];
}
