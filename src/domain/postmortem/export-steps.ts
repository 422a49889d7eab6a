import type { Incident } from '../incident.ts';
import type { Step } from '../step.ts';
import { exportsOf, wantedExport } from './export.ts';

/** Each export has a message of its own, which is edited in place until it says how it ended. */
export function exportSteps(incident: Incident): readonly Step[] {
  const messages = exportsOf(incident).list.flatMap((each): readonly Step[] => {
    const post: Step = {
      key: `post-export:${each.export}`,
      kind: 'post-export',
      essential: false,
      export: each,
    };
    if (each.ended === null) return [post];
    // Posted first, too: an interrupted try may have left a message that nobody would ever bring to its end.
    return [
      post,
      { key: `close-export:${each.export}`, kind: 'close-export', essential: false, export: each },
    ];
  });
  return [...messages, ...askSteps(incident)];
}

/** While nobody can write into the incident's channel, whoever wanted a draft hears of it directly. */
export function tellAskerSteps(incident: Incident): readonly Step[] {
  return incident.notices.flatMap((notice): readonly Step[] =>
    notice.body.kind === 'postmortem'
      ? [{ key: `tell-asker:${notice.body.export}`, kind: 'tell-asker', essential: false, notice }]
      : [],
  );
}

/** A resolution asks for a draft, once; what is reopened and resolved again asks again. */
export function askSteps(incident: Incident): readonly Step[] {
  if (incident.status !== 'resolved' || wantedExport(incident) !== null) return [];
  return [{ key: `ask-postmortem:${incident.reopenings}`, kind: 'ask-postmortem', essential: false }];
}
