import fc from 'fast-check';
import type { ViewKind } from '../../../src/domain/cluster/cluster-view.ts';
import { createPageTexts } from '../../../src/integrations/kubernetes/page-text.ts';
import { type ViewSource, viewSources } from '../../../src/integrations/kubernetes/view-sources.ts';

/** The text as it is parsed, out of chunks of such sizes in turn. */
export const slim = (
  json: string,
  { sizes = [16_384], texts = createPageTexts(), ...slimming }: Options = {},
): string => {
  const text = texts({ managers: 'names', containers: null, podSpecs: null, ...slimming });
  const take = text.open();
  const bytes = Buffer.from(json);
  for (let at = 0, n = 0; at < bytes.length; n++) {
    const size = sizes[n % sizes.length] ?? 1;
    take(Buffer.from(bytes.subarray(at, at + size)));
    at += size;
  }
  return text.whole();
};

type Options = {
  readonly sizes?: readonly number[];
  readonly texts?: PageTexts;
} & Partial<Parameters<PageTexts>[0]>;

type PageTexts = ReturnType<typeof createPageTexts>;

/** Each list of a view, with its kind. */
export const allSources = Object.entries(viewSources).flatMap(([kind, sources]) =>
  (sources as readonly ViewSource<ViewKind>[]).map((source) => [kind, source] as const),
);

/** Names and texts that look like the field, or like the end of it. */
export const tricky = fc.constantFrom(
  'fieldsV1',
  '"fieldsV1":{',
  'managedFields',
  '"managedFields":[',
  ']},',
  '],"a',
  '[',
  'a"fieldsV1',
  '\\"fieldsV1',
  '}',
  '{"',
  '\\',
  '\\"',
  'f:spec',
  '.',
);
