import { z } from 'zod';
import type { AccessRule, ClusterTroubleKind } from '../../domain/cluster/cluster-trouble.ts';
import { redact } from '../../domain/redaction/redact.ts';
import { ClusterFailure } from '../../ports/cluster-failure.ts';

/** What the API server says about a failure; some are text/plain, some have no reason, and some lie about the type. */
const Status = z.looseObject({
  kind: z.literal('Status').optional(),
  message: z.string(),
  reason: z.string().optional(),
  details: z
    .looseObject({
      causes: z
        .array(z.looseObject({ reason: z.string().optional(), message: z.string().optional() }))
        .optional(),
    })
    .optional(),
});
type Status = z.output<typeof Status>;

const MAX_DETAIL = 500;

const kinds: Readonly<Record<number, ClusterTroubleKind>> = {
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
 * code alone, because the reason is missing from several answers, but for those that are a no like any other: the 429
 * of a disruption budget, where no patience helps, the 403 of a webhook, where no role does (it has no reason), and each
 * 500 that the server gives before it does anything.
 */
export function answerFailure(
  answer: { readonly status: number; readonly body: string },
  rule: AccessRule | null,
): ClusterFailure {
  const { status } = answer;
  const said = statusOf(answer.body);
  const isNo = isOfBudget(said) || isOfWebhook(status, said) || isBeforeAll(status, said, rule);
  const kind = isNo ? 'refused' : kindOf(status);
  return new ClusterFailure(kind, {
    status,
    detail: detailOf(answer, said),
    rule: kind === 'forbidden' ? rule : null,
  });
}

function kindOf(status: number): ClusterTroubleKind {
  const known = kinds[status];
  if (known) return known;
  // Something between that sends on elsewhere: nobody knows what became of the request.
  return status >= 500 || status < 400 ? 'broken' : 'refused';
}

function isOfBudget(said: Status | null): boolean {
  return said?.details?.causes?.some(({ reason }) => reason === 'DisruptionBudget') ?? false;
}

function isOfWebhook(status: number, said: Status | null): boolean {
  return status === 403 && said !== null && said.reason === undefined;
}

/** Two disruption budgets for one pod (fixture 0764): said before anything of an eviction is tried. */
const TWO_BUDGETS = 'This pod has more than one PodDisruptionBudget';

/** A webhook that must answer and did not (fixtures 1000 to 1017). */
const NO_WEBHOOK = 'Internal error occurred: failed calling webhook "';

/**
 * True for the failures of the server itself that certainly had no effect. A change is shown to the webhooks before it
 * is stored, and stored once: for patches and evictions a webhook that did not answer is therefore a plain no. The
 * deletion of a pod without a grace period is stored twice, with the webhooks asked each time
 * (https://github.com/kubernetes/apiserver/blob/master/pkg/registry/generic/registry/store.go), so there it is not.
 */
function isBeforeAll(status: number, said: Status | null, rule: AccessRule | null): boolean {
  if (status !== 500 || said?.kind !== 'Status') return false;
  if (said.message.startsWith(TWO_BUDGETS)) return rule?.resource === 'pods/eviction';
  const isStoredOnce = rule?.verbs.every((verb) => verb === 'patch' || verb === 'create') ?? false;
  return isStoredOnce && said.reason === 'InternalError' && said.message.startsWith(NO_WEBHOOK);
}

function detailOf(
  { status, body }: { readonly status: number; readonly body: string },
  said: Status | null,
): string {
  if (status >= 300 && status < 400)
    return `it sends on to another address (${status}), as no API server does`;
  const words = said ? wordsOf(said) : textOf(body);
  return words === '' ? `status ${status}` : redact(words).slice(0, MAX_DETAIL);
}

/** The message, and of its causes those that it does not name itself: which disruption budget it was. */
function wordsOf({ message, details }: Status): string {
  const causes = details?.causes?.map((cause) => cause.message ?? '') ?? [];
  return [message, ...causes.filter((cause) => !message.includes(cause))]
    .map((text) => text.trim())
    .join(' ');
}

function statusOf(body: string): Status | null {
  try {
    return Status.safeParse(JSON.parse(body)).data ?? null;
  } catch {
    return null;
  }
}

/** No Status: the text itself, unless it is somebody's web page. */
function textOf(body: string): string {
  return /^\s*[<{]/.test(body) ? '' : body.trim();
}
