/** What a folder may import besides itself. `*` stands for all of src, or for all packages. */
export type FolderRule = { imports: string[]; typesOf?: string[]; packages: string[] };

const node = 'node:*';

/** Who may import whom. A folder without a row here is refused: a new one is a decision. */
export const table: Record<string, FolderRule> = {
  domain: { imports: [], packages: [] },
  diagnosis: { imports: ['domain'], packages: [] },
  ports: { imports: ['domain'], packages: [] },
  workflows: { imports: ['domain', 'diagnosis', 'ports'], packages: [] },
  commands: { imports: ['domain', 'workflows'], typesOf: ['ports'], packages: ['zod'] },
  config: { imports: ['domain'], packages: ['zod', 'yaml', 're2js'] },
  'integrations/alertmanager': {
    imports: ['domain', 'ports', 'workflows'],
    packages: ['zod', 're2js', 'undici', node],
  },
  'integrations/slack': { imports: ['domain', 'ports', 'commands'], packages: ['@slack/*', 'zod'] },
  'integrations/kubernetes': {
    imports: ['domain', 'ports'],
    packages: ['@kubernetes/client-node', 'undici', 'zod', node],
  },
  'integrations/redis': {
    imports: ['domain', 'ports'],
    packages: ['ioredis', 'rate-limiter-flexible', 'zod', node],
  },
  'integrations/queue': { imports: ['domain', 'ports', 'workflows'], packages: ['bullmq', 'ioredis', 'zod'] },
  'integrations/http': { imports: ['domain', 'ports'], packages: ['prom-client', 'zod', node] },
  // Where others write, too: what is read there is looked at like anything from outside.
  'integrations/files': { imports: ['domain', 'ports'], packages: [node] },
  'integrations/system': { imports: ['domain', 'ports'], packages: ['pino', 'prom-client', node] },
  cli: { imports: ['*'], packages: ['*'] },
  // package.json for the version that this program says it has.
  app: { imports: ['*', 'package.json'], packages: ['*'] },
  main: { imports: ['*'], packages: ['*'] },
  // Nothing of src: what it shared with the bot, it could not contradict.
  sandbox: { imports: [], packages: ['*'] },
  scripts: { imports: [], packages: [node] },
  test: { imports: ['*', 'sandbox', 'bench', 'scripts'], packages: ['*'] },
  bench: { imports: ['*', 'sandbox'], packages: ['*'] },
};

/** Where time, chance and the process come in through ports only. */
export const pureFolders = ['domain', 'diagnosis', 'ports', 'workflows', 'commands'];

/** Words that bring in time, chance or the process. A word after a dot is somebody's method, and fine. */
export const impureWords: Record<string, RegExp> = {
  'Math.random': /(?<![\w.$])Math\s*\.\s*random\b/g,
  'crypto.': /(?<![\w.$])crypto\s*\??\./g,
  'new Date': /\bnew\s+Date\b/g,
  'Date.now': /(?<![\w.$])Date\s*\.\s*now\b/g,
  setTimeout: /(?<![\w.$])setTimeout\b/g,
  setInterval: /(?<![\w.$])setInterval\b/g,
  setImmediate: /(?<![\w.$])setImmediate\b/g,
  'performance.': /(?<![\w.$])performance\s*\??\./g,
  'process.': /(?<![\w.$])process\s*\??\.|=\s*process\b/g,
  globalThis: /(?<![\w.$])globalThis\b/g,
};

/** Where nothing waits for anything. */
export const synchronousFolders = ['domain', 'diagnosis'];

/** Files that only these may import: a change to the cluster has one door, a rehearsal of one another. */
export const doors: Record<string, string[]> = {
  'src/ports/cluster-writer': [
    'src/workflows/execution/send-change',
    'src/integrations/kubernetes/',
    'src/app.ts',
    'src/main.ts',
  ],
  'src/ports/cluster-rehearsal': [
    'src/workflows/execution/changed-cluster',
    'src/workflows/execution/executor-deps',
    'src/workflows/execution/find-target',
    'src/workflows/execution/prepare-change',
    'src/integrations/kubernetes/',
    'src/app.ts',
    'src/main.ts',
  ],
};

/** Names under which anything would do, and so everything would end up. */
export const drawerNames = ['util', 'utils', 'lib', 'libs', 'helper', 'helpers', 'common'];
