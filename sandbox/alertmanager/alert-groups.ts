import type { AlertSource } from './alert-source.ts';
import type { Alert } from './alertmanager-api.ts';
import { crashLooping } from './checkout-alerts.ts';
import { slowSearch } from './search-alerts.ts';

/** A group of alerts as it is now. */
export type ShownGroup = { readonly name: string; readonly title: string; readonly firing: number };

export type AlertGroups = {
  shown(): ShownGroup[];
  /** Fires one more alert of this group: the first one begins it, the others join. */
  fire(name: string): Promise<void>;
  /** The oldest that fires is over. */
  resolveOne(name: string): Promise<void>;
  resolveAll(name: string): Promise<void>;
};

const KINDS: readonly { name: string; title: string; alertOf: (pod: string) => Alert }[] = [
  { name: 'checkout', title: 'Checkout is crash looping (critical)', alertOf: crashLooping },
  { name: 'search', title: 'Search is slow (warning)', alertOf: slowSearch },
];

/** Some groups of alerts that can be played with, told to the bot by this source. */
export function createAlertGroups(source: AlertSource): AlertGroups {
  const firing = new Map<string, Alert[]>();
  let fired = 0;

  const of = (name: string): Alert[] => firing.get(name) ?? [];
  const resolve = async (name: string, alerts: readonly Alert[]): Promise<void> => {
    if (alerts.length === 0) throw new Error('No alert of this group fires.');
    for (const alert of alerts) {
      await source.resolve(alert);
      firing.set(
        name,
        of(name).filter((one) => one !== alert),
      );
    }
  };
  return {
    shown: () => KINDS.map(({ name, title }) => ({ name, title, firing: of(name).length })),
    async fire(name) {
      const kind = KINDS.find((one) => one.name === name);
      if (!kind) throw new Error(`There is no group of alerts named ${name}.`);
      fired += 1;
      const alert = kind.alertOf(`${name}-7d9c5b6f4-${suffixOf(fired)}`);
      await source.fire(alert);
      firing.set(name, [...of(name), alert]);
    },
    resolveOne: (name) => resolve(name, of(name).slice(0, 1)),
    resolveAll: (name) => resolve(name, of(name)),
  };
}

/** Five characters that look as Kubernetes makes them up. */
const suffixOf = (count: number): string => (17_000_000 + count * 1_299_709).toString(36);
