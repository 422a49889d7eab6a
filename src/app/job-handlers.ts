import type { JobHandlers } from '../integrations/queue/job-names.ts';
import type { DeliveryInbox } from '../ports/delivery-inbox.ts';
import { advanceIncident } from '../workflows/advance-incident.ts';
import { answerQuery } from '../workflows/answer-query.ts';
import { backfillWhenWanted } from '../workflows/backfill-when-wanted.ts';
import { diagnoseIncident } from '../workflows/diagnose-incident.ts';
import { drainAlerts } from '../workflows/drain-alerts.ts';
import { drainSlackEvents } from '../workflows/drain-slack-events.ts';
import { lookAgain } from '../workflows/look-again.ts';
import { writePostmortem } from '../workflows/write-postmortem.ts';
import { createLogCheck } from './create-log-check.ts';
import { createPublishers } from './create-publishers.ts';
import type { World } from './create-world.ts';

/** Which workflow does which job of the workers. */
export function jobHandlers(world: World): Omit<JobHandlers, 'plan' | 'execute'> {
  const { config, clock, logger, metrics, store, jobs, slack, intakeFirst, clusters } = world;
  const told = { clock, logger, metrics, jobs };
  const marking = { ...told, ...store, inbox: store.slackEvents, notes: store.sideNotes };
  const reading = { ...told, ...store, clusters };
  const writing = {
    ...{ ...marking, ...slack, backfills: store.readings, absences: store.backfills },
    ...{ logCheck: createLogCheck(store), publishers: createPublishers(config.postmortem, slack) },
    ...{ emojis: config.marking.emojis, zone: config.postmortem.timeZone },
  };
  const deliveries: DeliveryInbox = {
    ...store.deliveries,
    async read(limit) {
      // Alertmanager waits for its answer, what is stored can wait.
      await intakeFirst.turn();
      return store.deliveries.read(limit);
    },
  };
  return {
    advance: ({ id }) => {
      const { gate, announcements } = config;
      const draftOnResolve = config.postmortem.onResolve;
      return advanceIncident(
        { ...told, ...store, ...slack, clusters, gate, announcements, draftOnResolve },
        id,
      );
    },
    answer: ({ id, query }) => answerQuery(reading, id, query),
    diagnose: ({ id }) => diagnoseIncident(reading, id),
    watch: ({ id }) => lookAgain({ ...reading, chat: slack.chat }, id),
    'drain-alerts': () => drainAlerts({ ...told, ...store, deliveries, rules: config.alerts }),
    'drain-slack-events': () =>
      drainSlackEvents({ ...marking, chat: slack.chat, ourselves: slack.ourselves, marking: config.marking }),
    postmortem: ({ id }) => writePostmortem(writing, id),
    backfill: ({ channel }) =>
      backfillWhenWanted({ ...marking, history: slack.history, ourselves: slack.ourselves }, channel),
  };
}
