import type { SandboxSlack } from '../../sandbox/slack/sandbox-slack.ts';

/** The least that makes a channel usable, three bare calls one after the other; the answer is how long it took, in ms. */
export async function bareChannel(slack: SandboxSlack, name: string): Promise<number> {
  const began = performance.now();
  const { channel } = await call(slack, 'conversations.create', { name });
  await call(slack, 'chat.postMessage', { channel: channel.id, text: 'what is going on' });
  await call(slack, 'conversations.invite', { channel: channel.id, users: slack.member('eve').id });
  return performance.now() - began;
}

async function call(slack: SandboxSlack, method: string, args: object): Promise<{ channel: { id: string } }> {
  const reply = await fetch(`${slack.apiUrl}${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(args),
  });
  const answer = (await reply.json()) as { ok: boolean; error?: string; channel: { id: string } };
  if (!answer.ok) throw new Error(`Slack refused ${method}: ${answer.error}`);
  return answer;
}
