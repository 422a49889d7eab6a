import type { SandboxSlack } from '../../sandbox/slack/sandbox-slack.ts';
import { WORKSPACE } from '../bot-settings.ts';

/** How much is written: `messages` in the channel itself, of which `threads` get `replies` each. */
export type Talk = { readonly messages: number; readonly threads: number; readonly replies: number };

const SAID = [
  'looking',
  'p99 of checkout is at 4.2 s and rising, the error rate is at 12 %',
  'rolled the canary back, no change so far',
  'payments-7f9c is restarting again: `OOMKilled`, limit 512Mi, 7 restarts',
  'who has the dashboard of the database? https://grafana.example.com/d/pg-overview?var-db=orders',
  'the provider says it is on their side; we wait for their status page to say so, too, before we tell anybody',
];

/**
 * People talk in a channel, always the same things: text in one to two hundred characters, now and then a link. A thread
 * gets its replies later than its parent, when others have written in between. Nothing waits: events go out as they come.
 */
export function talkIn(slack: Pick<SandboxSlack, 'as'>, channel: string, talk: Talk): void {
  const { members } = WORKSPACE;
  const say = (n: number, thread?: string) => {
    const who = slack.as(members[n % members.length] ?? members[0]);
    return who.say(channel, `${n}: ${SAID[n % SAID.length]}`, thread === undefined ? {} : { thread });
  };
  for (const name of members) slack.as(name).join(channel);
  const apart = Math.max(1, Math.floor(talk.messages / Math.max(1, talk.threads)));
  const parents: string[] = [];
  for (let n = 0; n < talk.messages; n++) {
    const { ts } = say(n);
    if (n % apart === 0 && parents.length < talk.threads) parents.push(ts);
  }
  parents.forEach((parent, at) => {
    for (let n = 0; n < talk.replies; n++) say(at * talk.replies + n, parent);
  });
}
