import { z } from 'zod';
import { redact } from '../../domain/redaction/redact.ts';
import { type AccessRule, ClusterFailure, type ClusterFailureKind } from '../../ports/cluster-failure.ts';

/** What the API server says about a failure; some are text/plain, some have no reason, and some lie about the type. */
const Status = z.looseObject({ kind: z.literal('Status').optional(), message: z.string() });

const MAX_DETAIL = 500;

const kinds: Readonly<Record<number, ClusterFailureKind>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  408: 'timed-out',
  410: 'gone',
  429: 'busy',
  504: 'timed-out',
};

/**
 * An answer other than 2xx as a failure. `rule` is what RBAC would have to say for this request. The kind follows the
 * code alone: the reason is missing from several answers.
 */
export function answerFailure(
  answer: { readonly status: number; readonly body: string },
  rule: AccessRule | null,
): ClusterFailure {
  const { status } = answer;
  const kind = kinds[status] ?? (status >= 500 ? 'broken' : 'refused');
  return new ClusterFailure(kind, {
    status,
    detail: detailOf(answer),
    rule: kind === 'forbidden' ? rule : null,
  });
}

function detailOf({ status, body }: { readonly status: number; readonly body: string }): string {
  if (status >= 300 && status < 400)
    return `it sends on to another address (${status}), as no API server does`;
  const said = messageOf(body);
  return said === '' ? `status ${status}` : redact(said).slice(0, MAX_DETAIL);
}

function messageOf(body: string): string {
  try {
    const parsed = Status.safeParse(JSON.parse(body));
    if (parsed.success) return parsed.data.message.trim();
  } catch {
    // No JSON: the text itself, unless it is somebody's web page.
  }
  return /^\s*[<{]/.test(body) ? '' : body.trim();
}
