import type { Fields } from './model.ts';
import { refuse } from './refusal.ts';

/** The arguments of one Web API call; a form sends everything as text, JSON sends it typed. */
export type Arguments = {
  readonly raw: Fields;
  /** The text of an argument, empty when it was not given. */
  text(name: string): string;
  has(name: string): boolean;
  number(name: string, fallback: number): number;
  flag(name: string, fallback?: boolean): boolean;
  /** Ids separated by commas, or a JSON array. */
  list(name: string): string[];
  /** A JSON value, given as text in a form; `error` when it can't be read. */
  json(name: string, error: string): unknown;
};

const parseJson = (value: string, error: string): unknown => {
  try {
    return JSON.parse(value);
  } catch {
    return refuse(error);
  }
};

/** Wraps what a request's body and query string said. */
export const createArguments = (raw: Fields): Arguments => {
  const has = (name: string): boolean => raw[name] !== undefined && raw[name] !== null && raw[name] !== '';
  const text = (name: string): string => {
    const value = raw[name];
    if (value === undefined || value === null) return '';
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  };
  return {
    raw,
    has,
    text,
    number(name, fallback) {
      if (!has(name)) return fallback;
      const value = Number(text(name));
      return Number.isFinite(value) ? value : fallback;
    },
    flag(name, fallback = false) {
      return has(name) ? ['1', 'true'].includes(text(name)) : fallback;
    },
    list(name) {
      const value = raw[name];
      if (Array.isArray(value)) return value.map(String);
      const asText = text(name).trim();
      if (asText.startsWith('[')) return (parseJson(asText, 'invalid_arguments') as unknown[]).map(String);
      return asText
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '');
    },
    json(name, error) {
      if (!has(name)) return undefined;
      const value = raw[name];
      return typeof value === 'string' ? parseJson(value, error) : value;
    },
  };
};
