import { Secrets } from './secrets.ts';
import { type SettingRow, settingRows } from './setting-rows.ts';
import { Settings } from './settings.ts';

const head = [
  '# Configuration',
  '',
  '<!-- Made from the schemas; `UPDATE_DOCS=1 npx vitest run test/config/configuration-page.spec.ts` writes it anew. -->',
  '',
  'Settings are in `keyturn.yaml`, secrets in the environment. An empty file works: what is left out has its default. All of it',
  'with examples and reasons is in [`keyturn.example.yaml`](../keyturn.example.yaml). `keyturn check-config` says of each mistake',
  'where it is, what was found and what was expected; a start with one does not happen.',
  '',
  '`[]` in a path stands for each entry of a list, `<name>` for a name that you choose. “must be given” holds where the setting',
  'around it is used. Time spans have a unit (`90s`, `30m`, `4h10m`, `2d`), sizes too (`500kB`, `10MB`). The names of actions are',
  'in [actions.md](actions.md).',
];

/** The documentation's page of settings and secrets, in Markdown. Compared with the file by a test. */
export function configurationPage(): string {
  const rows = settingRows(Settings);
  const sections = Map.groupBy(rows, ({ path }) => /^\w+/.exec(path)?.[0] ?? path);
  const alone = [...sections].flatMap(([, members]) => (members.length === 1 ? members : []));
  const lines = [
    ...head,
    '',
    '## Secrets',
    '',
    ...secretsTable(),
    '',
    'Other variables are read only where a setting names them (`sources[].tokensFrom`, `sources[].alertmanager.tokenFrom`), and',
    '`LOG_LEVEL` (`info` for `serve`, `error` for the other verbs). What to do when one leaked: [security.md](security.md).',
    '',
    '## Single settings',
    '',
    ...table(alone),
    ...[...sections].flatMap(([name, members]) => {
      const [first, ...within] = members;
      if (!first || within.length === 0) return [];
      return ['', `## ${name}`, '', ...groupHead(first), '', ...table(within)];
    }),
  ];
  return `${lines.join('\n')}\n`;
}

/** The setting that the others of its section are in. */
function groupHead({ type, fallback, meaning }: SettingRow): readonly string[] {
  const list = type.startsWith('list')
    ? ' A list.'
    : type.startsWith('by name')
      ? ' By names that you choose.'
      : '';
  const without = fallback === 'nothing' || fallback === null ? '' : ` Default: \`${fallback}\`.`;
  return [`${meaning}${list}${without}`];
}

function table(rows: readonly SettingRow[]): readonly string[] {
  return [
    '| setting | takes | default | what it is |',
    '| --- | --- | --- | --- |',
    ...rows.map(({ path, type, fallback, meaning }) =>
      cells([`\`${path}\``, type, defaultWords(fallback), meaning]),
    ),
  ];
}

function defaultWords(fallback: string | null): string {
  if (fallback === null) return 'must be given';
  return fallback === 'nothing' ? '' : `\`${fallback}\``;
}

function secretsTable(): readonly string[] {
  return [
    '| variable | default | what it is |',
    '| --- | --- | --- |',
    ...settingRows(Secrets).map(({ path, fallback, meaning }) =>
      cells([`\`${path}\``, defaultWords(fallback), meaning]),
    ),
  ];
}

function cells(texts: readonly string[]): string {
  return `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
}
