/** Without `full` a quote is as long as one reads without scrolling. UTF-16 units. */
const QUOTE = 1_200;

/** A text of at most 1,200 characters, cut between characters; how much was left out is said with its number. */
export function shortened(text: string): string {
  if (text.length <= QUOTE) return text;
  const cut = text.slice(0, QUOTE).replace(/[\uD800-\uDBFF]$/, '');
  return `${cut}… (${text.length - cut.length} more characters, in the full draft)`;
}
