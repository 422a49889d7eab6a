import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { redact } from './redact.ts';
import { redactWords } from './redact-words.ts';
import { REDACTED } from './redacted.ts';
import { isSecretName } from './secret-names.ts';
import { redactConfigMap, redactSecret } from './stored-data.ts';
import { hidesNothing } from './value-at.ts';

/** Annotations that hold a whole object as it was applied, Secrets and old variables included. */
const APPLIED = /last-applied|last-handled|objectset\.rio\.cattle\.io\/applied/;

/** Where the value is in an object whose name says that it is secret: `password: { value: x }`. */
const VALUE = /^(?:value|plain|plaintext|raw|inline|literal|string|stringvalue|data|content|text)$/i;

/**
 * A Kubernetes object, or a list of them, as it may leave the cluster: a copy without managed fields and the
 * last-applied configuration, Secrets as key names and sizes, credentials in ConfigMaps, variables, arguments and
 * fields taken out, every other text redacted. References (`valueFrom`, `secretName`) stay. In: parsed JSON of any kind.
 */
export function redactObject(object: Json): Json {
  return walk(object, { name: '', kind: '', secret: false });
}

/** What is known of the place of a value: the name of its field, the kind that a list gives its items, a secret name above. */
type Place = { readonly name: string; readonly kind: string; readonly secret: boolean };

function walk(value: Json, place: Place): Json {
  if (typeof value === 'string') return place.secret ? hidden(value) : redact(value);
  if (typeof value === 'number') return place.secret ? REDACTED : value;
  if (isJsonObject(value)) return fieldsOf(value, place);
  if (value === null || typeof value === 'boolean') return value;
  if (value.some((item) => typeof item === 'string')) return words(value, place);
  return value.map((item) => walk(item, place));
}

function words(list: readonly Json[], place: Place): Json {
  if (place.secret) return list.map((item) => walk(item, place));
  const said = redactWords(list.filter((item) => typeof item === 'string'));
  let at = 0;
  return list.map((item) => (typeof item === 'string' ? (said[at++] ?? REDACTED) : walk(item, place)));
}

function fieldsOf(object: JsonObject, place: Place): JsonObject {
  const kind = typeof object.kind === 'string' ? object.kind : place.kind;
  const kept = storedOf(object, kind);
  const entries = Object.entries(kept).filter(
    ([name]) => !(name === 'managedFields' && Array.isArray(kept[name])),
  );
  return Object.fromEntries(
    entries.map(([name, value]) => [nameOf(name), fieldOf(kept, name, value, { place, kind })]),
  );
}

function fieldOf(
  object: JsonObject,
  name: string,
  value: Json,
  around: { place: Place; kind: string },
): Json {
  if (isStored(name, value, around.kind)) return value;
  if (name === 'annotations' && isJsonObject(value)) return annotations(value);
  if (
    name === 'value' &&
    isSecretVariable(object) &&
    (typeof value === 'string' || typeof value === 'number')
  ) {
    return hidden(String(value));
  }
  // A list's items do not say their kind themselves.
  const kind = name === 'items' ? around.kind.replace(/List$/, '') : '';
  // Only the value itself: beside it stand names, keys and lengths.
  const secret = isSecretName(name) ? !isJsonObject(value) : around.place.secret && VALUE.test(name);
  const inner = isJsonObject(value) && (isSecretName(name) || (around.place.secret && VALUE.test(name)));
  if (inner) return fieldsOf(value, { name, kind, secret: true });
  return walk(value, { name, kind, secret });
}

/** True for what `storedOf` has dealt with. */
function isStored(name: string, value: Json, kind: string): boolean {
  if ((kind !== 'Secret' && kind !== 'ConfigMap') || !isJsonObject(value)) return false;
  return (
    /^(?:data|stringData|binaryData)$/.test(name) &&
    Object.values(value).every((one) => typeof one === 'string')
  );
}

/** A variable, a header, a parameter: whatever names itself and has its value beside the name. */
function isSecretVariable(object: JsonObject): boolean {
  const name = object.name ?? object.key;
  return typeof name === 'string' && isSecretName(name);
}

function annotations(all: JsonObject): JsonObject {
  const kept = Object.entries(all).filter(([name]) => !APPLIED.test(name));
  return Object.fromEntries(
    kept.map(([name, value]) => [nameOf(name), walk(value, { name, kind: '', secret: isSecretName(name) })]),
  );
}

/** The object with what Secrets and ConfigMaps store told by name and size. */
function storedOf(object: JsonObject, kind: string): JsonObject {
  if (kind === 'Secret') return redactSecret(object);
  return kind === 'ConfigMap' ? redactConfigMap(object) : object;
}

function hidden(text: string): string {
  return hidesNothing(text) ? text : REDACTED;
}

/** Names are written by people, too: a map from addresses to settings has addresses for names. */
function nameOf(name: string): string {
  return name.length < 16 ? name : redact(name);
}
