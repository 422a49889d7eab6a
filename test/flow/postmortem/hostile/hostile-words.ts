/** What each text from outside begins with, so that one sees in a draft where it came from. */
const markOf = (field: string): string => `zq${field}`;

/** One line of everything that could be more than text. Without double quotes, so that it goes through a command line. */
const LINE = [
  "<script>alert(1)</script></style></title></svg></textarea></pre><img src=x onerror=alert(2)>' onload='alert(3)",
  '<svg><foreignObject><iframe src=javascript:alert(4)></iframe></foreignObject></svg><!-- keyturn:section summary end --> --> ]]>',
  '[click](javascript:alert(5)) ![i](https://evil.example/i.png) <https://evil.example/a> www.evil.example',
  '**b** _i_ ~~s~~ `c` ``d`` ```e``` ~~~f~~~ | g | # h > k $x$ :tada: @ana #12',
  '&lt;b&gt; &#x3c;i&#x3e; &copy \u202egnp.exe\u2066 z\u200bw\ufeff c\u0007\u009b\u001b[31mred\u001b[0m',
  "=cmd|' /C calc'!A0 :crit, 2026-01-01, 1d; %%{init: 1}%%",
].join(' ');

/** The same over several lines, with what counts at the beginning of one. */
const LINES = [
  ...[
    '```',
    '~~~~',
    '---',
    '<div>',
    '    code',
    '# h',
    '> q',
    '- [x] t',
    '1. n',
    '| a |\n|---|',
    '=1+1',
    '+1',
    '-1',
    '@x',
  ],
  ...[
    '[r]: https://evil.example',
    '<!-- keyturn:people summary begin digest=1 -->',
    'mine',
    '```mermaid',
    'click a href',
    '`````',
  ],
].join('\n');

/** Hostile text for a field of one line, and for one of many. */
export const evil = (field: string): string => `${markOf(field)} ${LINE} end`;
export const evilLines = (field: string): string => `${evil(field)}\n${LINES}\n${markOf(`${field}end`)}`;

/** Beginnings of lines that a spreadsheet works out, and Slack's own notation for calling people. */
export const formula = (field: string): string => `=cmd|' /C calc'!A0 ${evil(field)}`;
export const calling = (field: string): string =>
  `<!channel> <!here> <!subteam^S0OPS|@ops> <#C0NONE|c> <https://evil.example/${field}|x> ${evilLines(field)}`;
