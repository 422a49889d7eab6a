import { addNotice } from '../evolve-notices.ts';
import type { Fact } from '../fact.ts';
import type { Incident } from '../incident.ts';
import { type Export, type Exports, exportsOf } from './export.ts';
import type { PostmortemFact } from './postmortem-fact.ts';

/** Folds what happens to the drafts of the postmortem. The channel hears of each that was made. */
export function evolveExports(incident: Incident, fact: Fact, body: PostmortemFact): Incident {
  const exports = exportsOf(incident);
  if (body.kind === 'postmortem.asked') {
    const { export: number, why, formats, full } = body;
    const asked: Export = { export: number, why, formats, full, by: fact.by, askedAt: fact.at, ended: null };
    return { ...incident, exports: { ...exports, last: number, list: [...exports.list, asked] } };
  }
  const running = exports.list.find((each) => each.export === body.export && each.ended === null);
  if (!running) return incident;
  if (body.kind === 'postmortem.cancelled') {
    const which = body.reason === undefined ? {} : { reason: body.reason };
    return { ...incident, exports: ended(exports, running, { ended: 'cancelled', ...which }) };
  }
  const { export: number, version, published, failed, missing, conflicts = [] } = body;
  const draft = { export: number, version, at: fact.at, published, failed };
  const next = { ...incident, exports: { ...ended(exports, running, { ended: 'drafted' }), draft } };
  // The draft is for who asked, whichever process wrote it down.
  const asker = { ...fact, by: running.by };
  return addNotice(next, asker, {
    kind: 'postmortem',
    export: number,
    published,
    failed,
    missing,
    conflicts,
  });
}

/**
 * What the snapshot need not hold any more once a step of a draft is over, because the log has it: a draft that people were
 * told of is no news, one whose message says how it ended has nothing left to do. Who was told directly was so because
 * that message can't be edited.
 */
export function forgetExportStep(incident: Incident, step: string, number: number): Incident {
  const told = step.startsWith('close-export:') ? incident : withoutNews(incident, number);
  return step.startsWith('tell-export:') ? told : forgetExport(told, number);
}

function withoutNews(incident: Incident, number: number): Incident {
  const notices = incident.notices.filter(({ body }) => body.kind !== 'postmortem' || body.export !== number);
  return { ...incident, notices };
}

function forgetExport(incident: Incident, number: number): Incident {
  const exports = exportsOf(incident);
  const list = exports.list.filter((each) => each.export !== number || each.ended === null);
  const { [`post-export:${number}`]: _, ...steps } = incident.steps;
  return { ...incident, steps, exports: { ...exports, list } };
}

function ended(exports: Exports, which: Export, how: Pick<Export, 'ended' | 'reason'>): Exports {
  const list = exports.list.map((each) => (each === which ? { ...each, ...how } : each));
  return { ...exports, list };
}
