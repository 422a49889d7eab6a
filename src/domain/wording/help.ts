import type { Document, Line } from '../document.ts';
import { inParts } from './in-parts.ts';

/** What a verb says about itself. Help, the documentation and the suggestions for typing errors are made from it. */
export type VerbHelp = {
  /** What it is shown under, together with others; left out: it is about the incident itself. */
  readonly group?: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** After `/incident `, e.g. `sev <1-4> [reason]`. */
  readonly usage: string;
  /** One line, without a full stop. */
  readonly summary: string;
  /** Whole lines after `/incident `, each of which works. */
  readonly examples: readonly string[];
};

/** All verbs, one line each, those of a group together under its name. */
export function helpOverview(verbs: readonly VerbHelp[]): Document {
  return {
    push: ['What /incident can do.'],
    parts: [
      ...inGroups(verbs).flatMap(([group, members]) => inParts(groupLines(group, members))),
      {
        kind: 'context',
        lines: [
          ['In an incident’s channel a command is about that incident. From anywhere: /incident INC-7 sev 1'],
          ['More on one of them: /incident help note'],
        ],
      },
    ],
  };
}

/** In the order in which each group comes first. */
function inGroups(verbs: readonly VerbHelp[]): readonly (readonly [string | null, readonly VerbHelp[]])[] {
  return [...Map.groupBy(verbs, ({ group }) => group ?? null)];
}

function groupLines(group: string | null, verbs: readonly VerbHelp[]): readonly Line[] {
  const lines = verbs.map((verb): Line => [{ kind: 'code', text: verb.usage }, `  ${verb.summary}`]);
  return group === null ? lines : [[{ kind: 'bold', text: group }], ...lines];
}

/** One verb: how it is written, what it does, examples that work, other names. */
export function helpOn(verb: VerbHelp): Document {
  const aliases: readonly Line[] = verb.aliases.length ? [[`Also: ${verb.aliases.join(', ')}`]] : [];
  return {
    push: [`/incident ${verb.usage}`],
    parts: [
      {
        kind: 'text',
        lines: [
          [{ kind: 'code', text: `/incident ${verb.usage}` }],
          [`${verb.summary}.`],
          ...verb.examples.map(
            (example): Line => ['For example ', { kind: 'code', text: `/incident ${example}` }],
          ),
        ],
      },
      ...(aliases.length ? [{ kind: 'context', lines: aliases } as const] : []),
    ],
  };
}

/** The documentation's page of commands, in Markdown. Compared with the file by a test. */
export function commandsPage(verbs: readonly VerbHelp[]): string {
  const sections = verbs.flatMap((verb) => [
    `## ${verb.name}`,
    '',
    `\`/incident ${verb.usage}\``,
    '',
    `${verb.summary}.${verb.aliases.length ? ` Also: ${verb.aliases.map((alias) => `\`${alias}\``).join(', ')}.` : ''}`,
    '',
    ...verb.examples.map((example) => `- \`/incident ${example}\``),
    '',
  ]);
  return [
    '# Commands',
    '',
    '<!-- Made from the list of verbs; `UPDATE_DOCS=1 npx vitest run test/commands/commands-page.spec.ts` writes it anew. -->',
    '',
    'In an incident’s channel a command is about that incident. `INC-7` (or the channel’s name) as the first word works from anywhere and wins. `/incident` alone shows the control panel there, and the open incidents elsewhere.',
    '',
    'Verbs may be written in any case. Curly quotes and long dashes, as phones make them, are fine. A verb without its arguments opens a form or says what is missing.',
    '',
    commandsTable(verbs),
    '',
    ...sections,
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}

/** The commands as Markdown tables, one for each group, for the head of the page. */
function commandsTable(verbs: readonly VerbHelp[]): string {
  const tables = inGroups(verbs).map(([group, members]) => {
    const rows = members.map((verb) => `| \`${verb.usage.replaceAll('|', '\\|')}\` | ${verb.summary} |`);
    return [
      ...(group === null ? [] : [`**${group}**`, '']),
      '| `/incident` … | |',
      '| --- | --- |',
      ...rows,
    ].join('\n');
  });
  return tables.join('\n\n');
}
