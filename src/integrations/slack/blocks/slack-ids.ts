/** Slack refuses a whole message for one id it can't read, so an id that is none is shown as text instead. */
const shapes = {
  user: /^[UW][A-Z0-9]{2,30}$/,
  channel: /^[CGD][A-Z0-9]{2,30}$/,
  usergroup: /^S[A-Z0-9]{2,30}$/,
  emoji: /^[a-z0-9_+'-]{1,100}$/,
} as const;

/** True when Slack would take `id` as the id of such a thing. */
export function isSlackId(kind: keyof typeof shapes, id: string): boolean {
  return shapes[kind].test(id);
}
