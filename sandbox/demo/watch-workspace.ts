import type { SandboxSlack } from '../slack/sandbox-slack.ts';
import type { Seen } from './entry.ts';
import { readableMessage } from './readable/readable-blocks.ts';
import { readableView } from './readable/readable-view.ts';
import { seenInChannel } from './seen-in-channel.ts';
import { createMessageWatch } from './seen-message.ts';
import { workspaceNames } from './workspace-names.ts';

/** Tells what the people of this workspace see, as they see it, from now on. The answer stops the watching. */
export function watchWorkspace(slack: SandboxSlack, see: (seen: Seen) => void): () => void {
  const names = workspaceNames(slack.world);
  const messages = createMessageWatch(slack, names, see);

  return slack.on('change', (change) => {
    if (change.kind === 'message') messages.changed(change);
    if (change.kind === 'channel') {
      const text = seenInChannel(slack, names, change);
      const said = { where: names.room(change.channel), who: slack.app.name, to: 'everyone' };
      if (text !== undefined) see({ ...said, text });
    }
    if (change.kind === 'ephemeral') {
      const found = slack
        .channel(change.channel)
        .ephemerals()
        .find((one) => one.ts === change.ts);
      if (!found) return;
      see({
        where: names.room(change.channel),
        who: slack.app.name,
        to: `${names.user(change.to)} only`,
        text: readableMessage(found, names, Date.now()),
      });
    }
    if (change.kind === 'view' && change.what !== 'closed') {
      const view = slack.world.views.stack(change.user).find((one) => one.id === change.view);
      if (!view) return;
      const text = readableView(view.content, names, Date.now());
      see({ where: 'a form', who: slack.app.name, to: `${names.user(change.user)} only`, text });
    }
  });
}
