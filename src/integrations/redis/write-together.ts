type Waiting<Item, Outcome> = {
  readonly item: Item;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
};

/** How much one call may carry: it is sent, run and answered as a whole, and everybody else waits for that. */
export type Most = { readonly items: number; readonly size: number };

/**
 * Makes the function that writes one item with all others of the same turn of the event loop: under load they share the
 * round trip and Redis' fsync, and an item that comes alone waits for nobody. `write` answers with an outcome for each
 * item, in their order; when it fails, it fails for all that it carried. `sizeOf` an item counts towards `most.size`.
 */
export function createWriteTogether<Item, Outcome>(deps: {
  readonly write: (items: readonly Item[]) => Promise<readonly Outcome[]>;
  readonly sizeOf: (item: Item) => number;
  readonly most: Most;
}): (item: Item) => Promise<Outcome> {
  let waiting: Waiting<Item, Outcome>[] = [];
  const flush = () => {
    const all = waiting;
    waiting = [];
    for (const some of portions(all, deps)) void writeAll(some, deps.write);
  };
  return (item) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ item, resolve, reject });
    });
}

/** An item that is larger than all that a call may carry has a call to itself. */
function portions<Item, Outcome>(
  all: readonly Waiting<Item, Outcome>[],
  { sizeOf, most }: { readonly sizeOf: (item: Item) => number; readonly most: Most },
): readonly (readonly Waiting<Item, Outcome>[])[] {
  const found: Waiting<Item, Outcome>[][] = [];
  let size = 0;
  for (const one of all) {
    const own = sizeOf(one.item);
    const last = found.at(-1);
    if (last && last.length < most.items && size + own <= most.size) {
      last.push(one);
      size += own;
    } else {
      found.push([one]);
      size = own;
    }
  }
  return found;
}

async function writeAll<Item, Outcome>(
  some: readonly Waiting<Item, Outcome>[],
  write: (items: readonly Item[]) => Promise<readonly Outcome[]>,
): Promise<void> {
  try {
    const outcomes = await write(some.map(({ item }) => item));
    some.forEach(({ resolve, reject }, i) => {
      const outcome = outcomes[i];
      if (outcome === undefined) reject(new Error('a write was not answered'));
      else resolve(outcome);
    });
  } catch (error) {
    for (const { reject } of some) reject(error);
  }
}
