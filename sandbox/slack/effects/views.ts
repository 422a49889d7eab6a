import { checkView } from '../block-kit/check-blocks.ts';
import type { Fields } from '../model.ts';
import { refuse } from '../refusal.ts';
import type { OpenView } from '../view-registry.ts';
import type { World } from '../world.ts';

const MOST_VIEWS = 3;

const newHash = (world: World): string => `${Math.floor(world.clock() / 1000)}.${world.ids.hex(4)}`;

const prepared = (world: World, content: Fields): Fields => {
  checkView(content);
  const blocks = (content.blocks as Fields[]).map((block) =>
    block.block_id ? block : { ...block, block_id: world.ids.hex(3) },
  );
  return { ...content, blocks };
};

const make = (world: World, user: string, content: Fields, below: OpenView | undefined): OpenView => {
  const externalId = content.external_id as string | undefined;
  if (externalId && world.views.find({ externalId })) refuse('duplicate_external_id');
  const id = world.ids.next('V');
  return {
    id,
    user,
    rootId: below?.rootId ?? id,
    previousId: below?.id,
    content: prepared(world, content),
    hash: newHash(world),
    values: {},
  };
};

/** Opens a modal; what was open before is gone. */
export const openView = (world: World, user: string, content: Fields): OpenView => {
  const view = make(world, user, content, undefined);
  world.views.setStack(user, [view]);
  world.announce({ kind: 'view', user, view: view.id, what: 'opened' });
  return view;
};

/** Puts a modal on top of the open ones. */
export const pushView = (world: World, user: string, content: Fields): OpenView => {
  const stack = world.views.stack(user);
  if (stack.length >= MOST_VIEWS) refuse('push_limit_reached');
  const view = make(world, user, content, stack.at(-1));
  world.views.setStack(user, [...stack, view]);
  world.announce({ kind: 'view', user, view: view.id, what: 'opened' });
  return view;
};

/** Replaces what an open view shows; a hash that is not the current one loses the race. */
export const updateView = (world: World, view: OpenView, content: Fields, hash?: string): OpenView => {
  if (hash && hash !== view.hash) refuse('hash_conflict');
  const next = prepared(world, content);
  const kept = new Set((next.blocks as Fields[]).map((block) => block.block_id as string));
  view.content = next;
  view.hash = newHash(world);
  // Input of blocks that are still there under the same block_id stays.
  view.values = Object.fromEntries(Object.entries(view.values).filter(([blockId]) => kept.has(blockId)));
  world.announce({ kind: 'view', user: view.user, view: view.id, what: 'updated' });
  return view;
};

/** Shows someone the app's home. */
export const publishHome = (world: World, user: string, content: Fields, hash?: string): OpenView => {
  const existing = world.views.home(user);
  if (existing) return updateView(world, existing, content, hash);
  const view = make(world, user, content, undefined);
  world.views.setHome(user, view);
  world.announce({ kind: 'view', user, view: view.id, what: 'opened' });
  return view;
};

/** Takes the views from this one upwards away. */
export const closeFrom = (world: World, view: OpenView): void => {
  const stack = world.views.stack(view.user);
  const at = stack.indexOf(view);
  if (at < 0) return;
  world.views.setStack(view.user, stack.slice(0, at));
  world.announce({ kind: 'view', user: view.user, view: view.id, what: 'closed' });
};

/** Takes all of a person's modals away, as an app's `clear` does. */
export const clearViews = (world: World, user: string): void => {
  const [root] = world.views.stack(user);
  if (root) closeFrom(world, root);
};
