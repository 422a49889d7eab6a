/** A kind as addresses name it. */
export type ResourceName = {
  /** '' for the core group. */
  readonly group: string;
  readonly version: string;
  /** The plural. */
  readonly name: string;
};

/** What may stand behind a kind in an address; null and empty values are left out. */
export type PathRest = {
  readonly namespace: string | null;
  readonly name?: string | null;
  readonly subresource?: string;
  readonly query?: Readonly<Record<string, string | number | null>>;
};

/** The address of objects below the API server: `/apis/apps/v1/namespaces/shop/deployments/checkout/scale?...`. */
export function resourcePath({ group, version, name: plural }: ResourceName, rest: PathRest): string {
  const parts = [
    ...(group === '' ? ['api', version] : ['apis', group, version]),
    ...(rest.namespace === null ? [] : ['namespaces', rest.namespace]),
    plural,
    ...(rest.name ? [rest.name] : []),
    ...(rest.subresource === undefined ? [] : [rest.subresource]),
  ];
  return `/${parts.map(encodeURIComponent).join('/')}${queryOf(rest.query ?? {})}`;
}

function queryOf(query: Readonly<Record<string, string | number | null>>): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== '') given.set(name, String(value));
  }
  const text = given.toString();
  return text === '' ? '' : `?${text}`;
}
