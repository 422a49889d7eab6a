import type { Incident } from '../incident.ts';
import type { Instant } from '../instant.ts';
import { plainLetters } from './plain-letters.ts';

/** Slack's limit for a channel's name. */
const LIMIT = 80;

/** The template's values, each already in the letters that a channel's name may have. The number is added apart. */
type Values = Record<string, string>;

/** Every placeholder in one pass: a value that looks like a placeholder is text. Unknown ones are dropped. */
const placeholder = /\{([^{}]*)\}/g;

/**
 * The channel's name from the policy's template, within Slack's rules: at most 80 of lowercase letters, digits, `-` and
 * `_`, never empty. It always holds the incident's number, appended where the template lacks it, so that two incidents
 * differ; what is too long loses the end of its longest value, never the number. Unknown placeholders are dropped.
 */
export function channelName(incident: Incident): string {
  const number = String(incident.number);
  const written = incident.policy.channelTemplate.toLowerCase();
  const template = written.includes('{number}') ? written : `${written}-{number}`;
  const values = valuesOf(incident);
  let name = fill(template, number, values);
  while (name.length > LIMIT) {
    const longest = longestUsed(template, values);
    // A template whose own text is too long: its beginning and the number are kept.
    if (longest === null) return tidy(`${tidy(name.slice(0, LIMIT - number.length - 1))}-${number}`);
    const value = values[longest] ?? '';
    values[longest] = tidy(value.slice(0, Math.max(0, value.length - (name.length - LIMIT))));
    name = fill(template, number, values);
  }
  return name === number ? `inc-${number}` : name;
}

function valuesOf(incident: Incident): Values {
  const labels = [...incident.topGroups, ...incident.topAlerts.map((alert) => alert.labels)];
  const service = labels.map((set) => set.service ?? set.app ?? set.job).find((value) => value);
  return {
    severity: incident.severity,
    cluster: slug(incident.policy.cluster),
    namespace: slug(incident.namespace),
    service: slug(service ?? null),
    team: slug(incident.policy.team),
    title: slug(incident.title),
    date: dateText(incident.times.declaredAt),
  };
}

function fill(template: string, number: string, values: Values): string {
  return tidy(
    template.replace(placeholder, (_all, key: string) => {
      if (key === 'number') return number;
      return (Object.hasOwn(values, key) ? values[key] : undefined) ?? '';
    }),
  );
}

function longestUsed(template: string, values: Values): string | null {
  const used = Object.keys(values).filter((key) => template.includes(`{${key}}`) && values[key]);
  const longest = used.sort((a, b) => (values[b]?.length ?? 0) - (values[a]?.length ?? 0))[0];
  return longest ?? null;
}

function slug(text: string | null): string {
  return tidy(plainLetters(text ?? ''));
}

/** Only the allowed characters, no dash beside another, none at the ends. */
function tidy(text: string): string {
  return plainLetters(text)
    .replace(/[^a-z0-9_]+/g, '-')
    .replace(/_{2,}/g, '_')
    .replace(/^[-_]+|[-_]+$/g, '');
}

/** `20261120`, in UTC. */
function dateText(at: Instant): string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: 'UTC',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return format.format(at).replaceAll('-', '');
}
