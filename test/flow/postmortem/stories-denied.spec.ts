// The golden files are written anew by `npx vitest run test/flow/postmortem/stories -u`; look at the difference before you keep it.
// What can’t be the same twice has a stand-in in them, see stories/stand-ins.ts.
import { describeStory } from './stories/describe-story.ts';

describeStory('killed-container');
describeStory('exposed-dashboard');
describeStory('healthy');
