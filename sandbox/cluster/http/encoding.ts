import { stringify } from 'yaml';
import type { Answer } from './api-request.ts';
import type { MediaType } from './media-type.ts';

/** A JSON answer in the encoding that was asked for; other answers as they are. */
export function inEncoding(answer: Answer, { encoding }: MediaType): Answer {
  const isJson = !answer.headers?.['content-type'] && answer.body !== undefined;
  if (encoding === 'json' || !isJson) return answer;
  return {
    ...answer,
    headers: { ...answer.headers, 'content-type': 'application/yaml' },
    body: stringify(JSON.parse(answer.body ?? 'null'), { sortMapEntries: true }),
  };
}
