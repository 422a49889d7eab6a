import type { z } from 'zod';
import type { Instant } from '../../domain/instant.ts';
import type { Inbox } from '../../ports/inbox.ts';
import type { StoredEntry } from './inbox.ts';

/**
 * The oldest undrained entries, parsed. One that cannot be read goes to quarantine at once: it would never become
 * readable, and everything behind it would wait. Throws Unavailable.
 */
export async function readableEntries<T>(
  inbox: Pick<Inbox<StoredEntry>, 'read' | 'quarantine'>,
  limit: number,
  schema: z.ZodType<T, string>,
): Promise<readonly { entry: string; receivedAt: Instant; value: T }[]> {
  const readable: { entry: string; receivedAt: Instant; value: T }[] = [];
  for (const { entry, receivedAt, body } of await inbox.read(limit)) {
    const parsed = schema.safeParse(body);
    if (parsed.success) readable.push({ entry, receivedAt, value: parsed.data });
    else await inbox.quarantine({ entry, body, reason: 'unreadable' }, receivedAt);
  }
  return readable;
}
