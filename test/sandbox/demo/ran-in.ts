import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** What a Node with NODE_V8_COVERAGE writes when it ends: https://nodejs.org/api/cli.html#node_v8_coveragedir. */
const Coverage = z.object({
  result: z.array(
    z.object({
      url: z.string(),
      functions: z.array(
        z.object({ functionName: z.string(), ranges: z.array(z.object({ count: z.number() })).min(1) }),
      ),
    }),
  ),
});

/** Which files of this repository some process loaded, by their paths in it, each with the functions that it has, and that ran. */
export function ranIn(folder: string): ReadonlyMap<string, Ran> {
  const files = new Map<string, { all: Set<string>; ran: Set<string> }>();
  for (const name of globSync('*.json', { cwd: folder })) {
    const { result } = Coverage.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
    for (const { url, functions } of result) {
      const path = url.startsWith('file:') ? fileURLToPath(url) : url;
      if (!path.startsWith(`${process.cwd()}/`)) continue;
      const file = path.slice(process.cwd().length + 1);
      const known = files.get(file) ?? { all: new Set(), ran: new Set() };
      files.set(file, known);
      for (const { functionName, ranges } of functions) {
        if (functionName === '') continue;
        known.all.add(functionName);
        if ((ranges[0]?.count ?? 0) > 0) known.ran.add(functionName);
      }
    }
  }
  return files;
}

type Ran = { readonly all: ReadonlySet<string>; readonly ran: ReadonlySet<string> };
