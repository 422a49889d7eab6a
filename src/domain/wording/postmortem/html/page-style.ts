/**
 * The page's whole style: light and dark by the reader's choice, one column on a phone, black on white on paper. Its
 * digest stands in the page's policy, which allows this style and nothing else.
 */
export const pageStyle = `:root {
  color-scheme: light dark;
  --ink: #1d1c1d; --soft: #5c5b60; --paper: #fff; --panel: #f5f5f7; --line: #d9d9de; --link: #0b57b0;
  --alert: #d64545; --role: #8a6fc9; --message: #5b8db8; --done: #2e8b6a; --undone: #9a9aa2;
  --gone: #b3261e; --come: #1b6e53;
  --triage: #b9b9c2; --investigating: #e8a33d; --identified: #d9c23a; --mitigated: #74b3e0;
  --monitoring: #8fd0c0; --resolved: #57b56b; --none: #b9b9c2;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e8e8ea; --soft: #a8a8b0; --paper: #17181a; --panel: #222327; --line: #3b3c42; --link: #8ab8f0;
    --gone: #f28b82; --come: #6fcf9f;
    --alert: #e06c6c; --message: #6c9cc6; --undone: #6f6f78; --triage: #8b8b95; --none: #8b8b95;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1rem 1.25rem 3rem; max-width: 64rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
}
h1 { margin: .5rem 0; font-size: 1.6rem; line-height: 1.25; }
h2 { margin-top: 2.5rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); font-size: 1.25rem; }
h3 { margin-top: 1.75rem; font-size: 1.05rem; }
a { color: var(--link); }
ul { padding-left: 1.25rem; }
#title p, #title li { color: var(--soft); }
#title strong { color: var(--ink); }
#title ul { padding: 0; list-style: none; }
#summary h2 { margin-top: 1.5rem; }
nav { margin: 1rem 0; font-size: .9rem; }
nav summary { padding: .35rem 0; color: var(--link); cursor: pointer; }
nav ul { margin: 0; padding: 0; list-style: none; }
nav li { padding: .2rem 0; }
nav li li { padding-left: 1rem; }
@media screen and (min-width: 48.01rem) {
  @supports selector(::details-content) {
    nav summary { display: none; }
    nav details::details-content { content-visibility: visible; display: block; }
  }
  nav ul { display: flex; flex-wrap: wrap; gap: 0 1.1rem; }
  nav li li { padding: 0; }
  nav li:has(ul) { flex-basis: 100%; }
}
table { margin: 1rem 0; border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { padding: .35rem .6rem; border: 1px solid var(--line); text-align: left; vertical-align: top; }
th { background: var(--panel); overflow-wrap: normal; }
td { min-width: 7em; }
td:first-child { min-width: 11em; }
code, pre, .clock, .utc { font-family: ui-monospace, monospace; font-size: .875em; }
pre { padding: .75rem; background: var(--panel); border-radius: 6px; overflow-x: auto; }
pre code { font-size: 1em; overflow-wrap: normal; white-space: pre; }
del, ins { text-decoration: none; }
del { color: var(--gone); }
ins { color: var(--come); }
figure { margin: 1rem 0; }
.entries { padding: 0; list-style: none; }
.entries li { padding: .3rem 0; border-bottom: 1px solid var(--line); }
@media screen { .entries li { content-visibility: auto; contain-intrinsic-size: auto 2.2rem; } }
.clock { font-weight: 600; }
.utc { color: var(--soft); }
blockquote {
  margin: .35rem 0; padding-left: .75rem; border-left: 3px solid var(--line); white-space: pre-wrap;
}
.ask {
  margin: 1rem 0; padding: .6rem 1rem; border-left: 4px solid var(--investigating); background: var(--panel);
}
.ask p { margin: .25rem 0; }
.ask .who { color: var(--soft); font-size: .8rem; }
svg { display: block; width: 100%; height: auto; font: 13px system-ui, sans-serif; }
svg.narrow { display: none; }
svg text { fill: var(--ink); }
svg .axis { fill: var(--soft); font-size: 12px; }
svg .strong { fill: var(--ink); font-weight: 600; }
svg .label, svg .axis { paint-order: stroke; stroke: var(--paper); stroke-width: 3px; }
svg .inside { fill: #111; font-size: 12px; }
.tick { stroke: var(--line); }
.moment { stroke: var(--ink); stroke-dasharray: 3 3; opacity: .6; }
.mark { fill: var(--ink); }
.alert { fill: var(--alert); }
.role { fill: var(--role); }
.message { fill: var(--message); }
.done { fill: var(--done); }
.undone { fill: var(--undone); }
.triage { fill: var(--triage); }
.investigating { fill: var(--investigating); }
.identified { fill: var(--identified); }
.mitigated { fill: var(--mitigated); }
.monitoring { fill: var(--monitoring); }
.resolved { fill: var(--resolved); }
.none { fill: var(--none); }
@media screen and (max-width: 48rem) {
  body { padding: .75rem .875rem 2rem; }
  h1 { font-size: 1.35rem; }
  nav { padding: .25rem .7rem; border: 1px solid var(--line); border-radius: 6px; }
  nav a { display: block; padding: .3rem 0; }
  .entries li { contain-intrinsic-size: auto 5rem; }
  svg.broad { display: none; }
  svg.narrow { display: block; }
  table, tbody, tr, td { display: block; }
  thead { display: none; }
  tr { margin: .75rem 0; padding: .4rem .7rem; border: 1px solid var(--line); border-radius: 6px; }
  td { padding: .15rem 0; border: 0; }
  td, td:first-child { min-width: 0; }
  td + td::before { content: attr(data-name) ": "; color: var(--soft); }
}
@media print {
  :root {
    color-scheme: light; --ink: #000; --soft: #444; --paper: #fff; --panel: #fff; --line: #999; --link: #0b3d7a;
    --gone: #a11; --come: #064;
  }
  @page { size: A4 portrait; margin: 15mm 14mm 17mm; }
  nav { display: none; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  h1 { font-size: 16pt; }
  h2 { margin-top: 18pt; font-size: 13pt; }
  h3 { margin-top: 12pt; font-size: 10.5pt; }
  table { font-size: 8.5pt; }
  pre { padding: 4pt 0; border-radius: 0; font-size: 7.5pt; }
  pre, pre code { overflow: visible; white-space: pre-wrap; overflow-wrap: anywhere; }
  .ask { border: 1px solid var(--line); border-left: 4px solid var(--line); }
  svg, .bar { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  h1, h2, h3, p:has(+ pre), p:has(+ table), p:has(+ figure) { break-after: avoid; }
  li, tr, table, pre, figure, .ask, blockquote { break-inside: avoid; }
  p { orphans: 3; widows: 3; }
  thead { display: table-header-group; }
  #detection a::after { content: " (" attr(href) ")"; font-size: 8pt; }
}
`;

/** SHA-256 of the style in base64, as a policy names it (w3.org, CSP 3). A test compares them. */
export const pageStyleDigest = 'oADs2hUN/zdw7Wt+n97RQi/Lj9Bb4YZ0E4/JAZPWmeE=';
