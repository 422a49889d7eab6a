import { expect } from 'vitest';
import { type Telling, tellings } from '../../../../sandbox/demo/tellings.ts';
import type { Story } from '../../../../sandbox/stories/story.ts';
import { asRead, sectionOf } from './draft-sections.ts';

/** What happened, whom it hurt, since when, how it ended, and what would stop it next time. */
export function readsOfCourse(markdown: string, story: Story): void {
  const read = (name: string): string => asRead(sectionOf(markdown, name));
  const telling: Telling | undefined = tellings[story.name];
  if (!telling) throw new Error(`Nobody tells ${story.name}.`);
  const [alert] = story.alerts;

  expect(read('title')).toContain(alert?.annotations.summary);
  expect(read('summary')).toContain(alert?.annotations.summary);
  expect(read('summary')).toContain(telling.fixed);
  expect(read('impact')).toContain(telling.impact);
  expect(read('impact')).toContain(telling.update);
  expect(read('detection')).toContain(alert?.labels.alertname);
  expect(read('timeline')).toContain(telling.finding[1]);
  expect(read('timeline')).not.toContain(telling.finding[0]);
  for (const { what, who } of telling.followups)
    expect(read('action-items')).toMatch(
      new RegExp(
        `\\| \\*\\*\\d\\*\\* ${what.replace(/[()]/g, '.')} \\| ${names[who]} \\| 2026-0[34]-\\d\\d `,
      ),
    );
  // Who was not there wants to know of the change before the alert, too.
  if (story.change) {
    const changedAt = new Date(story.change.at).toISOString().replace(/T(.*)\..*/, ' $1 UTC');
    expect(read('times')).toMatch(/(?:proven to be|fits as) its cause happened /);
    expect(read('times')).toContain(changedAt);
  }
}

const names = { ana: 'Ana Lopez', ben: 'Ben Okafor', chloe: 'Chloe Martin', dan: 'Dan Novak' } as const;
