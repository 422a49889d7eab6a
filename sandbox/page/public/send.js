/** What a person typed: a slash command where it begins with one, else a message. */
export const createSend =
  ({ doing, channel, thread, notice }) =>
  async (typed) => {
    const [, command, text] = /^(\/[a-z][\w-]*)(?:\s+([\s\S]*))?$/.exec(typed) ?? [];
    const where = { channel: channel.id, ...(thread && { thread }) };
    if (!command) return (await doing({ do: 'say', ...where, text: typed })) !== undefined;
    const answer = await doing({ do: 'command', ...where, command, text: text ?? '' });
    if (answer === undefined) return false;
    // What the app answers comes as a message; what Slack itself says is told here.
    if (answer.status !== 'ok') notice(answer.shown);
    return answer.status === 'ok';
  };
