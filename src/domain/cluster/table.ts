/** A table as the API server prints it, redacted. */
export type Table = {
  readonly columns: readonly {
    readonly name: string;
    /** 0 for what is always shown; higher ones only in wide output. */
    readonly priority: number;
  }[];
  readonly rows: readonly {
    readonly namespace: string | null;
    readonly name: string;
    readonly cells: readonly string[];
  }[];
  /** How many more there are; null: there are more, the server does not say how many; 0: this is all. */
  readonly left: number | null;
};
