/** The section of the architecture that follows one alert through the files. */
export function walkOf(page: string): string {
  return /^## One walk.*?(?=^## )/ms.exec(page)?.[0] ?? '';
}

/**
 * The files that a walk names, in its order, with what each is said to have: the names beside it, else that of the file
 * (`drain-alerts.ts` has `drainAlerts`).
 */
export function filesOfWalk(
  walk: string,
): readonly { readonly file: string; readonly names: readonly string[] }[] {
  const steps = walk.slice(walk.search(/^1\. /m));
  return steps.split(/(?=`src\/)/).flatMap((part) => {
    const [, file, rest = ''] = /^`(src\/[^`]+)`(.*)$/s.exec(part) ?? [];
    if (file === undefined) return [];
    const beside = [...rest.matchAll(/`([A-Za-z]\w*)`/g)].map(([, name = '']) => name);
    return [{ file, names: beside.length > 0 ? beside : [nameOf(file)] }];
  });
}

function nameOf(file: string): string {
  const [, base = ''] = /([^/]+)\.ts$/.exec(file) ?? [];
  return base.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
