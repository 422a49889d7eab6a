// The golden files are written anew by `npx vitest run test/flow/postmortem/stories -u`; look at the difference before you keep it.
// What can’t be the same twice has a stand-in in them, see stories/stand-ins.ts.
import { expect } from 'vitest';
import { describeStory } from './stories/describe-story.ts';
import { asRead, sectionOf } from './stories/draft-sections.ts';

describeStory('calico-on-eks');
describeStory('dead-webhook');
describeStory('no-more-ips');
describeStory('external-snat', {
  'shows the setting with its change and both readings, and holds neither value for the fault': (draft) => {
    const section = asRead(sectionOf(draft, 'root-cause'));
    const [, first = ''] = section.split(/^### /m);

    expect(first).toMatch(/AWS_VPC_K8S_CNI_EXTERNALSNAT +false +true/);
    expect(first).toMatch(/EXTERNALSNAT means:\*\* .*false \(the default\): .*true: /);
    expect(first).toMatch(/Reading 1:\*\* .*With true: a fault where .* Right where /);
    expect(first).toMatch(/Reading 2:\*\* .*With false: a fault where .* Right for /);
    expect(first).toMatch(/^Fits, not proven: /);
    expect(draft).not.toMatch(/\b(?:true|false) (?:is|was) (?:the (?:fault|cause)|wrong)/i);
  },
});
