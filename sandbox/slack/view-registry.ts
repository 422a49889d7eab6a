import type { Fields } from './model.ts';

export type OpenView = {
  readonly id: string;
  readonly user: string;
  readonly rootId: string;
  readonly previousId: string | undefined;
  /** The view as the app gave it: type, title, blocks, private_metadata ... */
  content: Fields;
  hash: string;
  /** What the person has filled in so far, by block_id and action_id. */
  values: Record<string, Record<string, Fields>>;
};

export type ViewRegistry = {
  /** The modals that a person has open, the one on top last. */
  stack(user: string): OpenView[];
  setStack(user: string, views: OpenView[]): void;
  home(user: string): OpenView | undefined;
  setHome(user: string, view: OpenView): void;
  /** An open view by its id or the app's external_id. */
  find(by: { id?: string; externalId?: string }): OpenView | undefined;
};

/** Keeps which views are open at whom. */
export const createViewRegistry = (): ViewRegistry => {
  const stacks = new Map<string, OpenView[]>();
  const homes = new Map<string, OpenView>();
  return {
    stack: (user) => stacks.get(user) ?? [],
    setStack: (user, views) => void stacks.set(user, views),
    home: (user) => homes.get(user),
    setHome: (user, view) => void homes.set(user, view),
    find({ id, externalId }) {
      const all = [...[...stacks.values()].flat(), ...homes.values()];
      return all.find((view) => (id ? view.id === id : view.content.external_id === externalId));
    },
  };
};
