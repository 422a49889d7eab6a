/** One part of a name: RFC 1123 label, at most 63 characters. Namespaces and containers have such names. */
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** The longest name that an object may have. */
const LONGEST = 253;

/** True for what may be the name of a namespace or a container (RFC 1123 label). */
export function isLabelName(text: string): boolean {
  return LABEL.test(text);
}

/**
 * True for what may be an object's name: RFC 1123 labels with dots between them
 * (https://kubernetes.io/docs/concepts/overview/working-with-objects/names/).
 */
export function isObjectName(text: string): boolean {
  return (
    text.length <= LONGEST && text.split('.').every((part) => part.length <= LONGEST && isSubdomainPart(part))
  );
}

/** Subdomain parts may be longer than labels: only the whole is limited. */
function isSubdomainPart(part: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(part);
}
