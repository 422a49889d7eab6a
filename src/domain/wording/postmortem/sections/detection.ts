import { durationWords } from '../../../postmortem/duration-words.ts';
import type { Postmortem, PostmortemAlert } from '../../../postmortem/postmortem.ts';
import type { Block, Rich, Section } from '../section.ts';
import type { ZoneTimes } from '../zone-times.ts';

/** In a storm nobody reads on; those that began first are nearest to the cause. */
const MOST_ALERTS = 20;

const ASK_JSON = '/incident postmortem json';

/** What noticed it: which alert, or which person; and every alert with its life, of many the first. */
export function detectionSection({ detection }: Postmortem, times: ZoneTimes): Section {
  return {
    name: 'detection',
    title: 'Detection',
    blocks: [{ kind: 'text', text: [detection.how] }, ...alertBlocks(detection, times)],
    prompts: ['Which alert should have fired and did not? Which one fired and said nothing of use?'],
  };
}

function alertBlocks({ alerts }: Postmortem['detection'], times: ZoneTimes): readonly Block[] {
  if (alerts.length === 0) return [{ kind: 'text', text: ['No alert fired.'] }];
  const table: Block = {
    kind: 'table',
    head: ['Alert', 'About', 'Severity', times.head('Fired'), 'Lasted', 'What it says'],
    rows: alerts.slice(0, MOST_ALERTS).map((alert) => alertRow(alert, times)),
  };
  const rest = alerts.length - MOST_ALERTS;
  if (rest <= 0) return [table];
  const said = rest === 1 ? 'One more alert fired later.' : `${rest} more alerts fired later.`;
  const all: Rich = [`${said} The JSON draft has all of them: `, { kind: 'code', text: ASK_JSON }, '.'];
  return [table, { kind: 'text', text: all }];
}

function alertRow(alert: PostmortemAlert, times: ZoneTimes): readonly Rich[] {
  const runbook: Rich =
    alert.runbook === null ? ['no runbook'] : [{ kind: 'link', label: 'runbook', url: alert.runbook }];
  return [
    [{ kind: 'bold', text: alert.name }],
    [alert.about],
    [alert.severity ?? ''],
    [times.moment(alert.from)],
    [lasted(alert)],
    alert.summary === null ? runbook : [alert.summary, ' (', ...runbook, ')'],
  ];
}

function lasted({ from, to, end }: PostmortemAlert): string {
  if (to === null) return 'still fires';
  const how = end === 'gone' ? ', then Alertmanager spoke of it no more' : '';
  return `${durationWords(Math.max(0, to - from))}${how}`;
}
