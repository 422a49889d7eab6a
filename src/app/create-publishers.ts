import type { PostmortemConfig } from '../config/postmortem-settings.ts';
import { createDraftDirectory } from '../integrations/files/draft-directory.ts';
import type { Slack } from '../integrations/slack/create-slack.ts';
import type { PostmortemPublisher } from '../ports/postmortem-publisher.ts';

/** The places where drafts go, as configured. What people edit comes first: it is asked for what they wrote. */
export function createPublishers(
  { inChannel, directory }: PostmortemConfig,
  slack: Pick<Slack, 'drafts'>,
): readonly PostmortemPublisher[] {
  return [
    ...(directory === null ? [] : [createDraftDirectory({ path: directory })]),
    ...(inChannel ? [slack.drafts] : []),
  ];
}
