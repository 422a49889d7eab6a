import type { Document, Line } from '../document.ts';
import { inParts } from './in-parts.ts';

/** What a verb says about itself. Help, the documentation and the suggestions for typing errors are made from it. */
export type VerbHelp = {
  readonly name: string;
  readonly aliases: readonly string[];
  /** After `/incident `, e.g. `sev <1-4> [reason]`. */
  readonly usage: string;
  /** One line, without a full stop. */
  readonly summary: string;
  /** Whole lines after `/incident `, each of which works. */
  readonly examples: readonly string[];
};

/** All verbs, one line each. */
export function helpOverview(verbs: readonly VerbHelp[]): Document {
  return {
    push: ['What /incident can do.'],
    parts: [
      ...inParts(verbs.map((verb): Line => [{ kind: 'code', text: verb.usage }, `  ${verb.summary}`])),
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

/** The commands as a Markdown table, for the head of the page. */
function commandsTable(verbs: readonly VerbHelp[]): string {
  const rows = verbs.map((verb) => `| \`${verb.usage.replaceAll('|', '\\|')}\` | ${verb.summary} |`);
  return ['| `/incident` … | |', '| --- | --- |', ...rows].join('\n');
}
