import type { SandboxSlack } from '../slack/sandbox-slack.ts';
import { memberOf } from './page-routes.ts';
import { isVisible } from './page-state.ts';
import { RefusedRequest } from './refused-request.ts';
import type { StaticFile } from './static-files.ts';

/** The content of a file (`?as=ana&id=F1`), for who is in a conversation where it is shown. */
export function fileAnswer(slack: Pick<SandboxSlack, 'world'>, query: URLSearchParams): StaticFile {
  const me = memberOf(slack, query.get('as'));
  const file = slack.world.files.get(query.get('id') ?? '');
  const isSeen = file?.channels.some((id) => {
    const channel = slack.world.channels.get(id);
    return channel !== undefined && isVisible(channel, me);
  });
  if (!file || file.deleted || !isSeen) throw new RefusedRequest(404, 'You see no such file.');
  const charset = file.mimetype.startsWith('text/') ? '; charset=utf-8' : '';
  return {
    content: file.content,
    headers: {
      'content-type': file.mimetype + charset,
      // A file is somebody's: nothing in it runs, and it reaches nothing of the page.
      'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  };
}
