/** Lets those who wait for an answer go first, before work of the same process that can wait a little. */
export type Precedence = {
  /** Does what somebody waits for. */
  first<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when few wait, in any case after the patience: then it is the other work's turn. */
  turn(): Promise<void>;
};

/** `few`: so many may wait without holding anything up. `patience` in milliseconds. */
export function createPrecedence({ few, patience }: { few: number; patience: number }): Precedence {
  let count = 0;
  let waiting: (() => void)[] = [];
  return {
    async first(work) {
      count += 1;
      try {
        return await work();
      } finally {
        count -= 1;
        if (count <= few) for (const go of waiting.splice(0)) go();
      }
    },
    async turn() {
      if (count <= few) return;
      await new Promise<void>((resolve) => {
        const go = () => {
          clearTimeout(timer);
          waiting = waiting.filter((other) => other !== go);
          resolve();
        };
        const timer = setTimeout(go, patience);
        waiting.push(go);
      });
    },
  };
}
