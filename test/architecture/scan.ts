import { codeOnly } from './code-only.ts';
import { type Import, importsOf } from './imports-of.ts';
import { doors, drawerNames, impureWords, pureFolders, synchronousFolders, table } from './table.ts';

/** A file with its path from the root of the repository, with forward slashes. */
export type SourceFile = { path: string; text: string };

export const rules = [
  'scan',
  'folder',
  'arrow',
  'package',
  'hidden-import',
  'impure',
  'waiting',
  'environment',
  'door',
  'drawer',
  'spec',
] as const;
export type Rule = (typeof rules)[number];
export type Violation = { rule: Rule; path: string; line: number; says: string };

/** What a scan of so few files must be: a scan of the wrong place. */
export function checkSize(files: SourceFile[], atLeast: number): Violation[] {
  if (files.length >= atLeast) return [];
  const says = `only ${files.length} files were seen, of at least ${atLeast}: the scan looks in the wrong place`;
  return [{ rule: 'scan', path: '.', line: 0, says }];
}

/** Everything in one file that the rules of the house reject. */
export function checkFile(file: SourceFile): Violation[] {
  const folder = folderOf(file.path);
  const imports = importsOf(file);
  const code = codeOnly(file.text);
  return [
    ...checkFolder(file.path, folder),
    ...imports.flatMap((found) => checkImport(file.path, folder, found)),
    ...checkHiddenImports(file.path, code),
    ...checkWords(file.path, folder, code),
    ...checkEnvironment(file.path, code, imports),
  ];
}

function checkFolder(path: string, folder: string): Violation[] {
  const names = path.split('/').map((name) => name.replace(/\..*$/, ''));
  const drawer = names.find((name) => drawerNames.includes(name));
  return [
    ...(table[folder] === undefined
      ? [{ rule: 'folder' as const, path, line: 0, says: `"${folder}" has no row in the table of folders` }]
      : []),
    ...(drawer === undefined
      ? []
      : [{ rule: 'drawer' as const, path, line: 0, says: `"${drawer}" does not say what is inside` }]),
  ];
}

function checkImport(path: string, folder: string, found: Import): Violation[] {
  const violation = (rule: Rule, says: string): Violation => ({ rule, path, line: found.line, says });
  const { specifier, target } = found;
  if (target === undefined) {
    const isHome = (table[folder]?.packages ?? []).some((allowed) => isPackage(specifier, allowed));
    return isHome ? [] : [violation('package', `"${specifier}" is not at home in ${folder}`)];
  }
  const isOwnFolder = folderOf(target) === folder;
  return [
    ...(isOwnFolder || mayImport(folder, target, found.isTypeOnly)
      ? []
      : [violation('arrow', `${folder} may not import ${target}${typesHint(folder, target)}`)]),
    ...(isOpenDoor(path, target) ? [] : [violation('door', `${target} is not for this file`)]),
    ...(/\.spec\.ts$/.test(target)
      ? [violation('spec', `${target} is a test, and nothing to build on`)]
      : []),
  ];
}

function mayImport(folder: string, target: string, isTypeOnly: boolean): boolean {
  const rule = table[folder];
  if (rule === undefined) return false;
  const to = folderOf(target);
  const isInSrc = target.startsWith('src/');
  return [...rule.imports, ...(isTypeOnly ? (rule.typesOf ?? []) : [])].some(
    (allowed) => allowed === to || (allowed === '*' && isInSrc),
  );
}

function typesHint(folder: string, target: string): string {
  return table[folder]?.typesOf?.includes(folderOf(target)) ? ', except its types (import type)' : '';
}

function isOpenDoor(path: string, target: string): boolean {
  const door = Object.keys(doors).find((name) => target === `${name}.ts` || target.startsWith(`${name}/`));
  if (door === undefined || !path.startsWith('src/')) return true;
  return (doors[door] ?? []).some((allowed) => path.startsWith(allowed));
}

function isPackage(specifier: string, allowed: string): boolean {
  if (allowed.endsWith('*')) return specifier.startsWith(allowed.slice(0, -1));
  return specifier === allowed || specifier.startsWith(`${allowed}/`);
}

/** What is not written out can't be checked. */
function checkHiddenImports(path: string, code: string): Violation[] {
  if (!path.startsWith('src/')) return [];
  return occurrences(code, /(?<![\w.$])import\s*\(\s*(?!['"\s])|\bcreateRequire\b/g).map((line) => {
    return { rule: 'hidden-import', path, line, says: 'an import must name what it imports' };
  });
}

function checkWords(path: string, folder: string, code: string): Violation[] {
  if (!pureFolders.includes(folder)) return [];
  const impure = Object.entries(impureWords).flatMap(([word, pattern]) =>
    occurrences(code, pattern).map((line): Violation => {
      return { rule: 'impure', path, line, says: `"${word}" comes in through a port` };
    }),
  );
  if (!synchronousFolders.includes(folder)) return impure;
  const waiting = occurrences(code, /(?<![\w.$])(?:await|async)\b/g).map((line): Violation => {
    return { rule: 'waiting', path, line, says: `${folder} waits for nothing` };
  });
  return [...impure, ...waiting];
}

function checkEnvironment(path: string, code: string, imports: Import[]): Violation[] {
  if (!path.startsWith('src/') || path === 'src/main.ts') return [];
  const says = 'only src/main.ts reads the environment';
  const reads = occurrences(code, /(?<![\w.$])process\s*\??\.\s*env\b|\benv\b[^;{}]*\}\s*=\s*process\b/g);
  const asImport = imports.filter(({ specifier }) => /^(?:node:)?process$/.test(specifier));
  return [...reads, ...asImport.map(({ line }) => line)].map((line) => ({
    rule: 'environment',
    path,
    line,
    says,
  }));
}

function occurrences(code: string, pattern: RegExp): number[] {
  return [...code.matchAll(pattern)].map(({ index }) => code.slice(0, index).split('\n').length);
}

/** The row of the table for a path: an integration has its own, a file at the top of src too. */
function folderOf(path: string): string {
  const [top = '', second = '', third = ''] = path.split('/');
  if (top !== 'src') return top;
  return second === 'integrations' ? `integrations/${third}` : second.replace(/\.ts$/, '');
}
