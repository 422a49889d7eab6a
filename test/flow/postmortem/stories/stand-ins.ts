/**
 * What can't be the same twice in the draft of a story, and what stands for it in the golden files. Everything else is
 * compared as it is.
 */
const standIns: readonly (readonly [what: RegExp, standIn: string])[] = [
  // Slack gives a channel its id; of two messages at one moment the last digits of the ts tell which came first.
  [/\/archives\/C[A-Z0-9]+\/p(\d{10})\d{6}/g, '/archives/<channel>/p$1<order>'],
  // The mirror drains what was written in batches, and each batch is sealed by an entry of the log.
  [/\b\d+ entries\b/g, '<some> entries'],
  [/(Entries in the log: )\d+/, '$1<some>'],
  [/\ball \d+ sealed texts\b/, 'all <some> sealed texts'],
  // The chain holds the salts of these texts.
  [/(The head of its chain: `)[0-9a-f]+/, '$1<head>'],
  // The report names the address of the API server, whose port is whichever was free.
  [/(`diagnosis-\d+` \| `)[0-9a-f]+/g, '$1<digest>'],
  // Of the text between two marks, with all of the above.
  [/(<!-- keyturn:section \S+ begin digest=)[0-9a-z]+/g, '$1<digest>'],
];

/** A draft in Markdown with stand-ins for what chance or the machine has made of it. */
export function withStandIns(markdown: string): string {
  return standIns.reduce((text, [what, standIn]) => text.replace(what, standIn), markdown);
}
