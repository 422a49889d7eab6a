import { redact } from '../../domain/redaction/redact.ts';
import { ClusterFailure } from '../../ports/cluster-failure.ts';

/** Codes of node:net, node:dns, node:tls and undici, and what a person should read. */
const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'its name could not be looked up',
  ETIMEDOUT: 'no connection came about',
  UND_ERR_CONNECT_TIMEOUT: 'no connection came about',
  EHOSTUNREACH: 'there is no way to its address',
  ENETUNREACH: 'there is no way to its address',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is of another host',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is of an authority that is not trusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is of an authority that is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is of an authority that is not trusted',
  UNABLE_TO_GET_ISSUER_CERT: 'its certificate is of an authority that is not trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is of an authority that is not trusted',
  CERT_SIGNATURE_FAILURE: 'its certificate is of an authority that is not trusted',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  EPROTO: 'it does not speak TLS as expected',
  UND_ERR_PRX_TLS: 'the proxy gives no connection',
  UND_ERR_PRX_CONN: 'the proxy gives no connection',
};

/** Codes of a connection that was there and broke. */
const cut = new Set([
  'ECONNRESET',
  'EPIPE',
  'UND_ERR_SOCKET',
  'UND_ERR_ABORTED',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
]);

/** A cut connection: a read may be asked once more. */
export function isCut(error: unknown): boolean {
  const code = codeOf(error);
  return code !== null && cut.has(code);
}

/**
 * What a request threw, as a failure of the port. `isLate`: its deadline has passed, `patience` milliseconds after it
 * was sent.
 */
export function networkFailure(
  error: unknown,
  { isLate, patience }: { readonly isLate: boolean; readonly patience: number },
): ClusterFailure {
  if (error instanceof ClusterFailure) return error;
  if (isLate) {
    // What waited for its turn until the time was up was never asked.
    const detail =
      patience > 0
        ? `no whole answer within ${(patience / 1_000).toFixed(1)} s`
        : 'no time was left to ask for it';
    return new ClusterFailure('timed-out', { detail, cause: error });
  }
  const code = codeOf(error);
  return new ClusterFailure('away', { detail: detailOf(code, error), cause: error });
}

function detailOf(code: string | null, error: unknown): string {
  if (code !== null && cut.has(code)) return 'the connection was cut';
  if (code?.startsWith('HPE_')) return 'it does not speak HTTP';
  if (code?.startsWith('ERR_SSL_')) return 'it does not speak TLS as expected';
  const known = code === null ? undefined : words[code];
  return known ?? redact(error instanceof Error ? error.message : String(error)).slice(0, 200);
}

/** undici wraps what the socket said once, an address with several IPs gives an AggregateError. */
function codeOf(error: unknown): string | null {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 4; depth++) {
    if ('code' in at && typeof at.code === 'string') return at.code;
    at = at instanceof AggregateError ? at.errors[0] : at.cause;
  }
  return null;
}
