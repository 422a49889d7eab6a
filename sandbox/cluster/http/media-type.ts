import { StatusFailure } from './status-failure.ts';

/** In which form the answer goes back. */
export type MediaType = {
  encoding: 'json' | 'yaml';
  /** What the object is turned into: a Table, its metadata only, or discovery of all groups. */
  as?: 'Table' | 'PartialObjectMetadata' | 'PartialObjectMetadataList' | 'APIGroupDiscoveryList';
  version?: string;
};

const SERVED = 'application/json, application/yaml, application/vnd.kubernetes.protobuf';
const META_FORMS = ['Table', 'PartialObjectMetadata', 'PartialObjectMetadataList'];

/**
 * Picks the first media type of an Accept header that the server has, as a real one does: a type without a form
 * that is known is passed over. Throws its two kinds of 406. Protobuf is not spoken here.
 */
export function mediaTypeOf(accept: string | undefined, discovery = false): MediaType {
  const clauses = (accept || '*/*').split(',').map(readClause);
  clauses.sort((one, other) => other.quality - one.quality);
  if (!clauses.some((clause) => encodingOf(clause.type))) throw notAcceptable(true);
  for (const clause of clauses) {
    const encoding = encodingOf(clause.type);
    if (!encoding) continue;
    const { as, g, v } = clause.parameters;
    if (as === undefined) return { encoding };
    if (!discovery && META_FORMS.includes(as) && g === 'meta.k8s.io' && (v === 'v1' || v === 'v1beta1')) {
      return { encoding, as: as as MediaType['as'], version: v };
    }
    if (discovery && as === 'APIGroupDiscoveryList' && g === 'apidiscovery.k8s.io' && v === 'v2') {
      return { encoding, as, version: v };
    }
  }
  throw notAcceptable(false);
}

type Clause = { type: string; parameters: Record<string, string>; quality: number };

function readClause(text: string): Clause {
  const [type = '', ...rest] = text.split(';').map((part) => part.trim());
  const parameters: Record<string, string> = {};
  for (const parameter of rest) {
    const [name = '', value = ''] = parameter.split('=');
    parameters[name.trim()] = value.trim();
  }
  return { type: type.toLowerCase(), parameters, quality: Number(parameters.q ?? 1) };
}

function encodingOf(type: string): MediaType['encoding'] | undefined {
  if (type === 'application/json' || type === '*/*' || type === 'application/*') return 'json';
  return type === 'application/yaml' ? 'yaml' : undefined;
}

/** The first comes from the router, which knows types only; the second from the handler. */
const notAcceptable = (byRouter: boolean): StatusFailure =>
  new StatusFailure({
    code: 406,
    reason: 'NotAcceptable',
    message: byRouter
      ? `406: Not Acceptable\n\nAvailable representations: ${SERVED}`
      : `only the following media types are accepted: ${SERVED}`,
    ...(byRouter ? { details: {} } : {}),
  });
