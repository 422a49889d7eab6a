/** What people and apps share around incidents, by the end of its name. */
const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  htm: 'text/html',
  html: 'text/html',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  json: 'application/json',
  md: 'text/markdown',
  png: 'image/png',
  yaml: 'text/yaml',
  yml: 'text/yaml',
};

/** Slack tells the type of an upload without one by its name; anything else is text here. */
export function fileTypeOf(name: string): string {
  const [, ending = ''] = /\.([a-z]+)$/i.exec(name) ?? [];
  return TYPES[ending.toLowerCase()] ?? 'text/plain';
}
