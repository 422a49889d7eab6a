import { checkOptions } from '../block-kit/check-blocks.ts';
import type { Fields, Member } from '../model.ts';
import type { FoundElement } from './elements.ts';
import { deliver, interactionBase, type Stage } from './interaction.ts';

/** What an external select offers after something was typed into it, or why Slack shows nothing. */
export type Suggested = { options: { text: string; value: string }[]; failed: string | undefined };

const flatten = (said: Fields): Fields[] => {
  const groups = (said.option_groups as Fields[] | undefined) ?? [];
  const plain = (said.options as Fields[] | undefined) ?? [];
  return [...plain, ...groups.flatMap((group) => (group.options as Fields[] | undefined) ?? [])];
};

/** Asks the app for the options of an external select. */
export const askForOptions = async (
  stage: Stage,
  member: Member,
  place: { found: FoundElement; query: string; container: Fields },
): Promise<Suggested> => {
  const body = {
    ...interactionBase(stage.world, member, 'block_suggestion'),
    action_id: place.found.element.action_id,
    block_id: place.found.blockId,
    value: place.query,
    ...place.container,
  };
  const result = await deliver(stage, 'interaction', member.id, body);
  if (result.outcome !== 'acked') return { options: [], failed: result.outcome };
  const options = flatten(JSON.parse(result.text || '{}') as Fields);
  const complaints = checkOptions(options);
  if (complaints.length > 0) return { options: [], failed: complaints.join('; ') };
  return {
    options: options.map((one) => ({
      text: String((one.text as Fields | undefined)?.text ?? ''),
      value: String(one.value),
    })),
    failed: undefined,
  };
};
