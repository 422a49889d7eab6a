import { imageWord } from '../../domain/cluster/image.ts';
import { type TemplateChange, templateChangeWords } from '../../domain/cluster/template-change.ts';
import { oneLine } from '../../domain/one-line.ts';

/** How many differences a sentence has room for. */
const SHOWN = 2;

/** Differences of a pod template for a sentence: the first two in words, the rest counted. Images without registry. */
export function changeWords(changes: readonly TemplateChange[]): string {
  const words = changes.slice(0, SHOWN).map((change) => oneLine(templateChangeWords(short(change)), 140));
  const rest = changes.length - words.length;
  return `${words.join('; ')}${rest > 0 ? ` and ${rest} more ${rest === 1 ? 'change' : 'changes'}` : ''}`;
}

function short(change: TemplateChange): TemplateChange {
  const { field, before, after } = change;
  if (field !== 'image' || before === null || after === null) return change;
  const [was, is] = [imageWord(before), imageWord(after)];
  // The same word for both: the difference is in what it leaves out.
  return was === is ? change : { ...change, before: was, after: is };
}
