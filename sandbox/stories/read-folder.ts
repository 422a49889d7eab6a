import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { type ClusterObject, expandRepeats } from './expand-repeats.ts';

/** What a container wrote. */
export type ContainerLog = {
  namespace: string;
  pod: string;
  container: string;
  previous?: boolean;
  lines: { at: string; text: string }[];
};

/** The objects in the YAML files of a folder, in the order of the files' names. story.yaml is none of them. */
export function readObjects(folder: string): ClusterObject[] {
  return yamlFiles(folder).flatMap((file) => readFile(join(folder, file)));
}

/** The objects in one YAML file. Throws an error that names the file when it holds anything else. */
export function readFile(path: string): ClusterObject[] {
  return parseAllDocuments(readFileSync(path, 'utf8')).flatMap((document) => {
    if (document.errors[0]) throw new Error(`${path}: ${document.errors[0].message}`);
    try {
      return expandRepeats(document.toJS());
    } catch (cause) {
      throw new Error(`${path} has a document that is no object`, { cause });
    }
  });
}

/** The names of a folder's YAML files with objects. */
export function yamlFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml') && file !== 'story.yaml')
    .sort();
}

/** The logs under `logs/` of a folder: `<namespace>__<pod>__<container>[__previous].log`, lines `RFC3339 text`. */
export function readLogs(folder: string): ContainerLog[] {
  const logs = join(folder, 'logs');
  if (!existsSync(logs)) return [];
  return readdirSync(logs)
    .sort()
    .map((file) => {
      const [namespace, pod, container, previous] = file.replace(/\.log$/, '').split('__');
      if (!namespace || !pod || !container) throw new Error(`${file} does not name a container`);
      const lines = readFileSync(join(logs, file), 'utf8').split('\n').filter(Boolean).map(logLine);
      return { namespace, pod, container, ...(previous ? { previous: true } : {}), lines };
    });
}

function logLine(line: string) {
  const space = line.indexOf(' ');
  return space < 0 ? { at: line, text: '' } : { at: line.slice(0, space), text: line.slice(space + 1) };
}
