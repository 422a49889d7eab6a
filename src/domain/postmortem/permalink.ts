import { isWebUrl } from '../wording/safe-links.ts';

/**
 * Where a message is read in Slack, made from what is known of it, without asking Slack. `workspace`: as
 * `https://acme.slack.com/`; null, or no web address: null. `thread`: the ts of the parent, for a reply. Source: the form
 * that chat.getPermalink answers with.
 */
export function permalink(
  workspace: string | null,
  message: { readonly channel: string; readonly ts: string; readonly thread?: string | null },
): string | null {
  if (workspace === null || !isWebUrl(workspace) || message.channel === '' || message.ts === '') return null;
  const { channel, ts, thread } = message;
  const place = `${workspace.replace(/\/+$/, '')}/archives/${encoded(channel)}/p${encoded(ts.replaceAll('.', ''))}`;
  return thread ? `${place}?thread_ts=${encoded(thread)}&cid=${encoded(channel)}` : place;
}

function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
