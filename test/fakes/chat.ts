import type { Document } from '../../src/domain/document.ts';
import type { MessageRef } from '../../src/domain/fact.ts';
import type { Chat, Post } from '../../src/ports/chat.ts';

/** A messenger in memory: what was posted, what it shows now, pins and reactions. */
export function createFakeChat(): Chat & {
  readonly posted: readonly { readonly ref: MessageRef; readonly post: Post; shows: Document }[];
  readonly pinned: readonly MessageRef[];
  readonly reactions: readonly { readonly message: MessageRef; readonly emoji: string }[];
} {
  const posted: { ref: MessageRef; post: Post; shows: Document }[] = [];
  const pinned: MessageRef[] = [];
  const reactions: { message: MessageRef; emoji: string }[] = [];
  const same = (a: MessageRef, b: MessageRef) => a.channel === b.channel && a.ts === b.ts;
  return {
    posted,
    pinned,
    reactions,
    async post(post) {
      const channel = 'channel' in post.to ? post.to.channel : `D${post.to.user}`;
      const earlier = posted.find(
        (one) =>
          one.ref.channel === channel && one.post.incident === post.incident && one.post.step === post.step,
      );
      if (post.mayExist && earlier) return earlier.ref;
      const ref = { channel, ts: `1800000000.${String(posted.length + 1).padStart(6, '0')}` };
      posted.push({ ref, post, shows: post.document });
      return ref;
    },
    async update(message, document) {
      const one = posted.find(({ ref }) => same(ref, message));
      if (!one) throw new Error('there is no such message');
      one.shows = document;
    },
    async pin(message) {
      if (!pinned.some((one) => same(one, message))) pinned.push(message);
    },
    async react(message, emoji) {
      if (!reactions.some((one) => same(one.message, message) && one.emoji === emoji))
        reactions.push({ message, emoji });
    },
    async permalink({ channel, ts }) {
      return `https://example.slack.com/archives/${channel}/p${ts.replace('.', '')}`;
    },
  };
}
