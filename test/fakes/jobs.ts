import type { Jobs } from '../../src/ports/jobs.ts';

/** Notes every wake-up, in order: `advance INC-7`, `backfill C1`, `drain-alerts` ... */
export function createFakeJobs(): Jobs & { readonly woken: readonly string[] } {
  const woken: string[] = [];
  const wake = async (what: string) => {
    woken.push(what);
  };
  return {
    woken,
    advance: (id) => wake(`advance ${id}`),
    answer: (id, query) => wake(`answer ${id} ${query}`),
    diagnose: (id) => wake(`diagnose ${id}`),
    watch: (id) => wake(`watch ${id}`),
    plan: (id, proposal) => wake(`plan ${id} ${proposal}`),
    execute: (id, proposal) => wake(`execute ${id} ${proposal}`),
    postmortem: (id, wait = 0) => wake(`postmortem ${id}${wait === 0 ? '' : ` in ${wait}`}`),
    drainAlerts: () => wake('drain-alerts'),
    drainSlackEvents: () => wake('drain-slack-events'),
    backfill: (channel) => wake(`backfill ${channel}`),
  };
}
