export type LogLine = { at: string; text: string; stream?: 'stdout' | 'stderr' };

/** What a container wrote: in its run of now, or in the one before. */
export type ContainerLog = {
  namespace: string;
  pod: string;
  container: string;
  previous?: boolean;
  lines: readonly LogLine[];
};

export type LogRun = Pick<ContainerLog, 'namespace' | 'pod' | 'container' | 'previous'>;

export type LogStore = {
  set(log: ContainerLog): void;
  /** The lines of this run, if any were given. */
  lines(run: LogRun): readonly LogLine[] | undefined;
};

/** Logs by namespace, pod, container and run. */
export function createLogStore(): LogStore {
  const logs = new Map<string, readonly LogLine[]>();
  const keyOf = ({ namespace, pod, container, previous }: LogRun) =>
    `${namespace}/${pod}/${container}/${previous === true ? 'previous' : 'current'}`;
  return {
    set: (log) => void logs.set(keyOf(log), log.lines),
    lines: (run) => logs.get(keyOf(run)),
  };
}
