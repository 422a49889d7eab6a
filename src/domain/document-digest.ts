import type { Document } from './document.ts';
import type { Instant } from './instant.ts';
import { textDigest } from './text-digest.ts';

/**
 * A short text that differs whenever two documents differ in more than their "as of" time `at`.
 */
export function documentDigest(document: Document, at: Instant): string {
  return textDigest(JSON.stringify(document, (_, value: unknown) => (isNow(value, at) ? null : value)));
}

function isNow(value: unknown, at: Instant): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    value.kind === 'time' &&
    'at' in value &&
    value.at === at
  );
}
