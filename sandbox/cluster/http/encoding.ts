import { stringify } from 'yaml';
import type { Answer } from './api-request.ts';
import type { MediaType } from './media-type.ts';

/** As the server's own library writes YAML: sorted, lists not indented, times in quotes. */
const YAML_OF_GO = { sortMapEntries: true, indentSeq: false, version: '1.1', lineWidth: 0 } as const;

/** A JSON answer in the encoding that was asked for; other answers as they are. */
export function inEncoding(answer: Answer, { encoding }: MediaType): Answer {
  const isJson = !answer.headers?.['content-type'] && answer.body !== undefined;
  if (encoding === 'json' || !isJson) return answer;
  return {
    ...answer,
    headers: { ...answer.headers, 'content-type': 'application/yaml' },
    body: stringify(JSON.parse(answer.body ?? 'null'), YAML_OF_GO),
  };
}
