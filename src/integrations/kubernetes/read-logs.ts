import type { Instant } from '../../domain/instant.ts';
import { createRedactor } from '../../domain/redaction/create-redactor.ts';
import type { Clock } from '../../ports/clock.ts';
import { ClusterFailure } from '../../ports/cluster-failure.ts';
import type { LogLine, LogPiece, LogRequest } from '../../ports/cluster-reader.ts';
import type { JsonDoor } from './json-door.ts';
import { moment } from './project/moment.ts';
import { resourcePath } from './resource-path.ts';

/** Bytes that one request may bring. */
const MAX_BYTES = 1024 * 1024;

/** How often fewer lines are asked for, when the last ones did not fit. */
const TRIES = 3;

const pods = { group: '', version: 'v1', name: 'pods' };

const LINE = /^(\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)) ?(.*)$/;

/**
 * The last lines of a container's log, redacted. The kubelet counts its bytes from the first line it was asked for, so
 * where they do not suffice the newest lines would be missing: then fewer lines are asked for. Throws ClusterFailure;
 * `refused` has the server's words about a container that does not run, or a pod without a node.
 */
export async function readLogs(
  deps: { readonly door: JsonDoor; readonly clock: Clock },
  request: LogRequest,
  until: Instant,
): Promise<LogPiece> {
  let { tail } = request;
  let wasCut = false;
  for (let tries = 1; ; tries++) {
    const text = await textOf(deps, { ...request, tail }, until);
    if (Buffer.byteLength(text) < MAX_BYTES || tail <= 1 || tries === TRIES) {
      const whole = Buffer.byteLength(text) < MAX_BYTES;
      return { lines: linesOf(text, whole), cut: wasCut || !whole };
    }
    wasCut = true;
    tail = Math.max(1, Math.floor(Math.min(tail, text.split('\n').length) / 2));
  }
}

async function textOf(
  { door, clock }: { readonly door: JsonDoor; readonly clock: Clock },
  { namespace, pod, container, previous, since, tail }: LogRequest,
  until: Instant,
): Promise<string> {
  let chunks: Buffer[] = [];
  const query = {
    container,
    timestamps: 'true',
    tailLines: tail,
    limitBytes: MAX_BYTES,
    previous: previous ? 'true' : null,
    // In seconds before now, as the node's clock counts them: its clock may differ from ours.
    sinceSeconds: since === null ? null : Math.max(1, Math.ceil((clock.now() - since) / 1_000)),
  };
  const status = await door.text(
    {
      path: resourcePath(pods, { namespace, name: pod, subresource: 'log', query }),
      accept: '*/*',
      until,
      rule: { verbs: ['get'], group: '', resource: 'pods/log', namespace },
    },
    () => {
      chunks = [];
      return (chunk) => chunks.push(chunk);
    },
  );
  if (status === 204) throw new ClusterFailure('refused', { status, detail: `${pod} is not on a node yet` });
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * One redactor for all lines: a key in PEM goes over several. A last line that the bound cut is dropped, since half a
 * secret may not look like one; the only line stays.
 */
function linesOf(text: string, isWhole: boolean): readonly LogLine[] {
  const parsed = text.split('\n').map(lineOf);
  if (text.endsWith('\n') || (!isWhole && parsed.length > 1)) parsed.pop();
  const redactor = createRedactor();
  // From its second line on, each that is not dropped comes out behind a line break.
  redactor.push('\n');
  return parsed.flatMap(({ at, text: said }) => {
    const left = redactor.push(`${said}\n`);
    return left === '' ? [] : [{ at, text: left.slice(1) }];
  });
}

function lineOf(line: string): LogLine {
  const [, time, said] = LINE.exec(line) ?? [];
  return time === undefined ? { at: null, text: line } : { at: moment(time), text: said ?? '' };
}
