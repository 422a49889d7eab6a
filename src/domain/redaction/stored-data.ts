import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { redact } from './redact.ts';
import { REDACTED } from './redacted.ts';
import { isSecretName } from './secret-names.ts';

/** A Secret with the names and sizes of what it holds. A Helm release is such a Secret, too. */
export function redactSecret(secret: JsonObject): JsonObject {
  return {
    ...secret,
    ...(isJsonObject(secret.data) ? { data: sizes(secret.data, base64Size) } : {}),
    ...(isJsonObject(secret.stringData) ? { stringData: sizes(secret.stringData, utf8Size) } : {}),
  };
}

/**
 * A ConfigMap: keys that look like credentials are taken out, binary data and Helm's releases are told by size, the
 * rest is redacted as text.
 */
export function redactConfigMap(configMap: JsonObject): JsonObject {
  const { data, binaryData } = configMap;
  return {
    ...configMap,
    ...(isJsonObject(data) ? { data: isRelease(configMap) ? sizes(data, utf8Size) : texts(data) } : {}),
    ...(isJsonObject(binaryData) ? { binaryData: sizes(binaryData, base64Size) } : {}),
  };
}

function texts(data: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => {
      if (typeof value !== 'string') return [key, value];
      return [key, isSecretName(key) && value.trim() !== '' ? REDACTED : redact(value)];
    }),
  );
}

/** Helm keeps releases in ConfigMaps when told to; they hold all values, gzipped and in base64. */
function isRelease(configMap: JsonObject): boolean {
  const labels = isJsonObject(configMap.metadata) ? configMap.metadata.labels : undefined;
  return isJsonObject(labels) && `${labels.owner ?? labels.OWNER}`.toLowerCase() === 'helm';
}

/** `{ "tls.key": "1704 bytes" }` */
function sizes(data: JsonObject, size: (text: string) => number): JsonObject {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, `${sizeOf(value, size)} bytes`]),
  );
}

function sizeOf(value: Json, size: (text: string) => number): number {
  return typeof value === 'string' ? size(value) : 0;
}

function base64Size(text: string): number {
  return Math.floor((text.replace(/[\s=]/g, '').length * 3) / 4);
}

function utf8Size(text: string): number {
  return new TextEncoder().encode(text).length;
}
