import type { ClusterObject } from '../cluster-object.ts';
import { isMap, type Json, type JsonMap } from '../patches/json-value.ts';
import { missingValue, type Wrong, wrongValue } from './invalid-object.ts';

/** What of a custom object its definition's schema does not allow: bounds, choices, what must be there. */
export function schemaWrongs(schema: JsonMap, object: ClusterObject): Wrong[] {
  const { metadata: _, apiVersion: __, kind: ___, ...content } = object;
  return wrongsAt(schema, content, '');
}

function wrongsAt(schema: JsonMap, value: Json, path: string): Wrong[] {
  const { properties, required, minimum, maximum, enum: choices } = schema;
  const wrongs: Wrong[] = [];
  if (typeof value === 'number' && typeof maximum === 'number' && value > maximum) {
    wrongs.push(wrongValue(path, value, `${path} in body should be less than or equal to ${maximum}`));
  }
  if (typeof value === 'number' && typeof minimum === 'number' && value < minimum) {
    wrongs.push(wrongValue(path, value, `${path} in body should be greater than or equal to ${minimum}`));
  }
  if (Array.isArray(choices) && !choices.includes(value)) {
    const supported = choices.map((choice) => JSON.stringify(choice)).join(', ');
    const message = `Unsupported value: ${JSON.stringify(value)}: supported values: ${supported}`;
    wrongs.push({ reason: 'FieldValueNotSupported', field: path, message });
  }
  if (!isMap(value)) return wrongs;
  const below = (name: string) => (path === '' ? name : `${path}.${name}`);
  for (const name of Array.isArray(required) ? required.map(String) : []) {
    if (!(name in value)) wrongs.push(missingValue(below(name)));
  }
  for (const [name, part] of Object.entries(isMap(properties) ? properties : {})) {
    if (name in value && isMap(part)) wrongs.push(...wrongsAt(part, value[name], below(name)));
  }
  return wrongs;
}
