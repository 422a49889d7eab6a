import { appMethods } from './apps.ts';
import { bookmarkMethods } from './bookmarks.ts';
import { chatChangeMethods } from './chat-change.ts';
import { chatPostMethods } from './chat-post.ts';
import { conversationsPeopleMethods } from './conversations-people.ts';
import { conversationsReadMethods } from './conversations-read.ts';
import { conversationsRoomMethods } from './conversations-rooms.ts';
import { fileMethods } from './files.ts';
import { identityMethods } from './identity.ts';
import type { ApiMethods } from './method.ts';
import { peopleMethods } from './people.ts';
import { pinMethods } from './pins.ts';
import { reactionMethods } from './reactions.ts';
import { viewMethods } from './views.ts';

/** Every Web API method of the sandbox. */
export const apiMethods = (newSocketUrl: () => string): ApiMethods => ({
  ...appMethods(newSocketUrl),
  ...identityMethods,
  ...chatPostMethods,
  ...chatChangeMethods,
  ...conversationsRoomMethods,
  ...conversationsPeopleMethods,
  ...conversationsReadMethods,
  ...peopleMethods,
  ...pinMethods,
  ...bookmarkMethods,
  ...reactionMethods,
  ...viewMethods,
  ...fileMethods,
});
