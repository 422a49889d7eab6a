import type { ClusterEvent } from '../../cluster/event.ts';
import type { Instant } from '../../instant.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { eventLines } from './event-lines.ts';
import { sectionsText } from './sections.ts';

/** An outline says what there is; the whole of a deep object would not. */
const DEEPEST = 6;
const LONGEST_LIST = 30;
const LONGEST_VALUE = 200;

/** Parts that say nothing to a person, or that other sections show. */
const hidden = new Set(['managedFields', 'resourceVersion', 'selfLink', 'generation', 'conditions']);

/**
 * Any object as a text: what its metadata says, its conditions, an outline of everything else, and its events. For
 * kinds that Keyturn knows nothing of.
 */
export function describeObject(story: {
  readonly object: Json;
  readonly events: readonly ClusterEvent[];
  readonly gaps: readonly string[];
  readonly now: Instant;
}): string {
  const object = isJsonObject(story.object) ? story.object : {};
  const { apiVersion, kind, metadata, status, ...rest } = object;
  const meta = isJsonObject(metadata) ? metadata : {};
  const conditions = isJsonObject(status) && Array.isArray(status.conditions) ? status.conditions : [];
  return sectionsText([
    {
      title: null,
      lines: [
        `${text(kind) || 'Object'} ${[text(meta.namespace), text(meta.name)].filter(Boolean).join('/')} (${text(apiVersion)})`,
        ...outline(withoutNames(meta), 0),
      ],
    },
    { title: 'Conditions', lines: conditions.flatMap(conditionLine) },
    ...Object.entries(rest).map(([name, part]) => ({ title: name, lines: partLines(part) })),
    { title: 'Status', lines: partLines(status) },
    { title: 'Events', lines: eventLines(story.events, story.now, false) },
    { title: 'Not seen', lines: story.gaps },
  ]);
}

/** `Certificate shop/web: Ready is False, Expired.`, `PersistentVolumeClaim shop/data: Bound.` */
export function objectSummary(name: string, object: Json): string {
  const status = isJsonObject(object) && isJsonObject(object.status) ? object.status : {};
  const conditions = Array.isArray(status.conditions) ? status.conditions.filter(isJsonObject) : [];
  const telling = conditions.find(({ type }) => type === 'Ready' || type === 'Available');
  if (telling) {
    const { type, status: is, reason } = telling;
    return `${name}: ${text(type)} is ${text(is)}${text(reason) === '' ? '' : `, ${text(reason)}`}.`;
  }
  const phase = text(status.phase);
  return phase === '' ? `${name}.` : `${name}: ${phase}.`;
}

function withoutNames({ name, namespace, ...rest }: JsonObject): JsonObject {
  return rest;
}

function conditionLine(condition: Json): readonly string[] {
  if (!isJsonObject(condition)) return [];
  const { type, status, reason, message } = condition;
  const why = [text(reason), text(message)].filter(Boolean).join(': ');
  return [`${text(type)} is ${text(status)}${why === '' ? '' : `, ${why}`}`];
}

function partLines(part: Json | undefined): readonly string[] {
  if (part === undefined || part === null) return [];
  return isJsonObject(part) || Array.isArray(part) ? outline(part, 0) : [text(part)];
}

function outline(value: Json, depth: number): readonly string[] {
  if (depth > DEEPEST) return ['…'];
  if (Array.isArray(value)) {
    const shown = value.slice(0, LONGEST_LIST).flatMap((item) => itemLines(item, depth));
    return value.length > LONGEST_LIST ? [...shown, `and ${value.length - LONGEST_LIST} more`] : shown;
  }
  if (!isJsonObject(value)) return [text(value)];
  return Object.entries(value)
    .filter(([name]) => !hidden.has(name))
    .flatMap(([name, part]) => {
      if (!isJsonObject(part) && !Array.isArray(part)) return [`${name}: ${text(part)}`];
      const lines = outline(part, depth + 1);
      return lines.length === 0 ? [] : [`${name}:`, ...lines.map((each) => `  ${each}`)];
    });
}

function itemLines(item: Json, depth: number): readonly string[] {
  const lines = outline(item, depth + 1);
  return lines.map((each, index) => `${index === 0 ? '- ' : '  '}${each}`);
}

function text(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  const words = (typeof value === 'string' ? value : JSON.stringify(value)).replace(/\s+/g, ' ');
  return words.length > LONGEST_VALUE ? `${words.slice(0, LONGEST_VALUE - 1)}…` : words;
}
