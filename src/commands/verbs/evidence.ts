import type { EvidenceItem } from '../../domain/evidence.ts';
import type { Fact } from '../../domain/fact.ts';
import { nearest } from '../../domain/nearest.ts';
import { ok, refuse } from '../../domain/result.ts';
import { evidenceList, evidenceText } from '../../domain/wording/evidence.ts';
import { plain } from '../grammar/token.ts';
import { ASK_GROUP } from '../query-verb.ts';
import { show } from '../say.ts';
import type { IncidentVerb } from '../verb.ts';

export const evidenceVerb: IncidentVerb = {
  about: 'incident',
  namesFirst: 'incident',
  group: ASK_GROUP,
  name: 'evidence',
  aliases: [],
  usage: 'evidence [id]',
  summary: 'What was kept of the cluster when it was diagnosed: events, states, logs, revisions, answers',
  examples: ['evidence', 'evidence events'],
  async run({ deps }, incident, { words }) {
    const items = evidenceOf(await deps.log.facts(incident.id));
    const id = plain(words[0]);
    if (id === '') return ok(show(evidenceList(incident, items)));
    const item = items.find((each) => each.id === id);
    if (!item) {
      const near = nearest(
        id,
        items.map((each) => each.id),
      );
      return refuse({
        kind: 'not-found',
        what: `${incident.id} has no evidence “${id.slice(0, 80)}”.`,
        example: `/incident evidence${near === null ? '' : ` ${near}`}`,
      });
    }
    const kept = await deps.evidence.readSealed(incident.id, item.id, item.digest);
    return ok(show(evidenceText(incident, item, kept)));
  },
};

/** Everything that the log says is kept, the latest of each id, in the order in which it was kept first. */
function evidenceOf(facts: readonly Fact[]): readonly EvidenceItem[] {
  const items = facts.flatMap(({ body, at }): readonly EvidenceItem[] => {
    if (body.kind === 'evidence.kept') return body.items;
    if (body.kind !== 'query.answered' || body.evidence === null || body.digest === null) return [];
    const { evidence: id, summary: title, digest } = body;
    return [{ id, kind: 'answer', title, at, bytes: body.bytes, digest }];
  });
  return [...new Map(items.map((item) => [item.id, item])).values()];
}
