/** Slack's limit for an action_id. */
const MOST = 255;

/**
 * The action_id of a button: its action, with a number when the block holds the action already, because Slack wants
 * ids to differ within a block. Null when it would be too long: such a button can't be shown.
 */
export function buttonId(action: string, taken: ReadonlySet<string>): string | null {
  let id = action === '' || /~\d+$/.test(action) ? `${action}~0` : action;
  for (let n = 1; taken.has(id); n++) id = `${action}~${n}`;
  return id.length <= MOST ? id : null;
}

/** The action that a clicked button's id stands for. */
export function actionOf(id: string): string {
  return id.replace(/~\d+$/, '');
}
