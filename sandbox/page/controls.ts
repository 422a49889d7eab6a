import { type AlertGroups, createAlertGroups, type ShownGroup } from '../alertmanager/alert-groups.ts';
import type { AlertSource } from '../alertmanager/alert-source.ts';
import type { Fault, PlannedFault } from '../slack/faults.ts';
import type { SandboxSlack } from '../slack/sandbox-slack.ts';
import type { StartedBot } from '../stage/start-bot.ts';
import type { StoryCluster } from '../stage/story-cluster.ts';
import { type BudgetLine, budgetLines } from './budget-lines.ts';
import { type ClusterControls, type ClusterState, createClusterControls } from './cluster-controls.ts';
import { createExchangeLog, type ExchangeLine, type ExchangeLog } from './exchange-log.ts';

export type BotState = 'running' | 'starting' | 'ended';

/** All that the control panel shows. */
export type ControlState = {
  readonly bot: { readonly name: string; readonly url: string; readonly state: BotState };
  readonly slack: { readonly isUp: boolean };
  /** Nothing where the bot has no cluster. */
  readonly cluster: ClusterState | undefined;
  readonly alerts: { readonly description: string; readonly groups: readonly ShownGroup[] };
  readonly faults: readonly PlannedFault[];
  readonly budgets: readonly BudgetLine[];
  /** Newest first. */
  readonly exchanges: readonly ExchangeLine[];
};

/** What goes on behind the workspace, and how to disturb it. */
export type Controls = {
  state(): ControlState;
  readonly alerts: AlertGroups;
  readonly cluster: ClusterControls | undefined;
  readonly exchange: ExchangeLog['one'];
  fault(method: string, fault: Fault, times?: number): void;
  clearFaults(method?: string): void;
  /** SIGKILL. */
  killBot(): Promise<void>;
  /** Starts it again; one that runs is asked to stop first. */
  restartBot(): Promise<void>;
  /** Nobody answers the bot any more. */
  slackDown(): Promise<void>;
  slackUp(): Promise<void>;
};

type Deps = {
  readonly slack: SandboxSlack;
  readonly bot: StartedBot;
  readonly alerts: AlertSource;
  readonly kubernetes?: StoryCluster;
};

/** Controls of a running sandbox. One thing at a time is done to the bot, and one to Slack. */
export function createControls({ slack, bot, alerts, kubernetes }: Deps): Controls {
  const groups = createAlertGroups(alerts);
  const cluster = kubernetes && createClusterControls(kubernetes, alerts);
  const log = createExchangeLog(slack, cluster?.exchanges);
  const inTurn = createTurns();
  let isUp = true;
  let isStarting = false;

  const botState = (): BotState => {
    if (isStarting) return 'starting';
    return bot.hasExited() ? 'ended' : 'running';
  };
  return {
    state: () => ({
      bot: { name: slack.app.name, url: bot.url, state: botState() },
      slack: { isUp },
      cluster: cluster?.state(),
      alerts: { description: alerts.description, groups: groups.shown() },
      faults: slack.plannedFaults(),
      budgets: budgetLines(slack),
      exchanges: log.latest(),
    }),
    alerts: groups,
    cluster,
    exchange: log.one,
    fault: (method, fault, times) => slack.fault(method, fault, times === undefined ? {} : { times }),
    clearFaults: (method) => slack.clearFaults(method),
    killBot: () => inTurn(() => bot.kill()),
    restartBot: () =>
      inTurn(async () => {
        isStarting = true;
        await bot.restart().finally(() => {
          isStarting = false;
        });
      }),
    slackDown: () =>
      inTurn(async () => {
        isUp = false;
        await slack.down();
      }),
    slackUp: () =>
      inTurn(async () => {
        await slack.up();
        isUp = true;
      }),
  };
}

/** Runs one after the other what must not overlap. */
function createTurns(): (work: () => Promise<void>) => Promise<void> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
