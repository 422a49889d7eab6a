/** A node as people say it: without the domain that all nodes of a cloud share. An address stays whole. */
export function nodeWord(name: string | null): string {
  if (name === null) return 'no node';
  return /^[\d.]+$/.test(name) ? name : (name.split('.')[0] ?? name);
}
