export type Answer = { ok: boolean; error?: string } & Record<string, unknown>;

/** A Slack that the suite is run on: two people and a bot, and the bot's way to call the Web API. */
export type Implementation = {
  readonly name: 'sandbox' | 'emulate';
  /** User ids. */
  readonly bot: string;
  readonly people: readonly [string, string];
  readonly emails: readonly [string, string];
  /** A public channel that everyone is in, called general. */
  readonly general: string;
  call(method: string, args?: Record<string, unknown>): Promise<Answer>;
  /** A call with this token, or with none. */
  callAs(token: string | undefined, method: string): Promise<Answer>;
  /** Sends a file's bytes to the address that getUploadURLExternal gave. */
  upload(url: string, content: string): Promise<number>;
  /** A fresh trigger_id of the first person; from inside a modal with `view`. */
  trigger(view?: string): Promise<string>;
  stop(): Promise<void>;
};

/** Posts a form as WebClient does: objects as JSON text. */
export const postForm = async (
  url: string,
  token: string | undefined,
  args: Record<string, unknown> = {},
): Promise<Answer> => {
  const fields = Object.entries(args).map(([name, value]): [string, string] => [
    name,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ]);
  const response = await fetch(url, {
    method: 'POST',
    headers: token ? { authorization: `Bearer ${token}` } : {},
    body: new URLSearchParams(fields),
  });
  if (response.status !== 200) return { ok: false, error: `http ${response.status}` };
  return (await response.json()) as Answer;
};

let names = 0;

/** A channel of its own for a case, made by the bot. */
export const newChannel = async (slack: Implementation): Promise<{ id: string; name: string }> => {
  names += 1;
  const name = `case-${names}`;
  const made = await slack.call('conversations.create', { name });
  return { id: (made.channel as { id: string }).id, name };
};

/** A message of the bot's. */
export const post = async (slack: Implementation, channel: string, text = 'hello'): Promise<string> =>
  (await slack.call('chat.postMessage', { channel, text })).ts as string;
