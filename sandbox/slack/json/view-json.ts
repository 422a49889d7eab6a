import type { Fields } from '../model.ts';
import type { OpenView } from '../view-registry.ts';
import type { World } from '../world.ts';

/** A view as `views.*` answer it and as interactions carry it. */
export const viewJson = (world: World, view: OpenView): Fields => ({
  id: view.id,
  team_id: world.team.id,
  type: view.content.type,
  ...(view.content.type === 'modal' && {
    title: view.content.title,
    close: view.content.close ?? null,
    submit: view.content.submit ?? null,
    submit_disabled: false,
  }),
  blocks: view.content.blocks,
  private_metadata: view.content.private_metadata ?? '',
  callback_id: view.content.callback_id ?? '',
  external_id: view.content.external_id ?? '',
  state: { values: view.values },
  hash: view.hash,
  clear_on_close: view.content.clear_on_close ?? false,
  notify_on_close: view.content.notify_on_close ?? false,
  previous_view_id: view.previousId ?? null,
  root_view_id: view.rootId,
  app_id: world.app.id,
  app_installed_team_id: world.team.id,
  bot_id: world.app.botId,
});
