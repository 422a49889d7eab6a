import type { Incident } from '../domain/incident.ts';
import type { Request } from '../domain/request.ts';
import { ok, type Result } from '../domain/result.ts';
import { changeIncident } from '../workflows/change-incident.ts';
import { type Ask, askingOf } from './ask.ts';

/** The incident afterwards; `changed` is false when it was so already. */
export type Changed = { readonly incident: Incident; readonly changed: boolean };

/** Asks one thing of an incident that was loaded a moment ago. The same request a second time counts as changed, as before. */
export async function change(ask: Ask, incident: Incident, request: Request): Promise<Result<Changed>> {
  const { requestId } = ask.asker;
  const result = await changeIncident(ask.deps, {
    id: incident.id,
    request,
    asking: askingOf(ask),
    requestId,
  });
  if (!result.ok) return result;
  // Not by the version: somebody else may have written meanwhile, even the very same thing.
  const changed = (await ask.deps.log.answerTo(requestId)) !== undefined;
  return ok({ incident: result.value, changed });
}
