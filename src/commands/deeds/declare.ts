import type { Line } from '../../domain/document.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Severity } from '../../domain/severity.ts';
import { severityLabel } from '../../domain/wording/severity-words.ts';
import { declareIncident } from '../../workflows/declare-incident.ts';
import { type Ask, askingOf } from '../ask.ts';

/** What a person says when they declare; what they leave out (null) is the configuration's default. */
export type Declaration = {
  readonly title: string;
  readonly severity: Severity | null;
  readonly cluster: string | null;
  readonly namespace: string | null;
  readonly private: boolean;
  readonly drill: boolean;
};

/** Declares an incident and says that its channel comes. */
export async function declare(ask: Ask, declaration: Declaration): Promise<Result<Line>> {
  const done = await declareIncident(ask.deps, {
    ...declaration,
    title: declaration.title.replace(/\s+/g, ' ').trim(),
    severity: declaration.severity ?? ask.deps.defaultPolicy.severity,
    asking: askingOf(ask),
    requestId: ask.asker.requestId,
  });
  if (!done.ok) return done;
  const { id, severity, channel, drill } = done.value;
  const what = `${id} is declared${drill ? ' as a drill' : ''} (${severityLabel(severity)})`;
  return ok(
    channel
      ? [`${what}: `, { kind: 'channel', channel: channel.id }]
      : [`${what}. Its channel opens in a moment, and you will be in it.`],
  );
}
