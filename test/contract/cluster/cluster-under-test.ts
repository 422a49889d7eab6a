import type { ClusterAccess } from '../../../src/integrations/kubernetes/cluster-access.ts';

export type Reply = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
};

export type Sent = {
  accept?: string;
  method?: string;
  body?: unknown;
  /** The media type of the body: JSON without it. */
  type?: string;
  as?: { user: string; groups: string[] };
};

/** What the namespace has at the start: everything that `prepared.yaml` names, or nothing. */
export type Stock = 'prepared' | 'empty';

/** A cluster that the suite is run on. */
export type ClusterUnderTest = {
  readonly name: 'sandbox' | 'real';
  /** Its own for this run. */
  readonly namespace: string;
  /** The administrator's way in, for the adapters. */
  readonly access: ClusterAccess;
  /** A request of an administrator, or of whom it impersonates. */
  send(path: string, sent?: Sent): Promise<Reply>;
  /** A request with a token that nobody issued. */
  sendUnknown(path: string): Promise<Reply>;
  /** Waits until this is so: the real one is asked again and again, the sandbox's controllers are let run. */
  until(done: () => Promise<boolean>): Promise<void>;
  stop(): Promise<void>;
};

/** Someone in the group that may read pods in the suite's namespace, and nothing else. */
export const READER = { user: 'ana', groups: ['keyturn-readers'] };

/** Someone who may do nothing at all. */
export const STRANGER = { user: 'ben', groups: ['keyturn-strangers'] };

/** The JSON of an answer. */
export const jsonOf = <T>(reply: Reply): T => JSON.parse(reply.text) as T;

export type Status = { kind: string; message: string; reason?: string; details?: object; code: number };
export type List = {
  kind: string;
  metadata: { continue?: string; remainingItemCount?: number };
  items: { kind?: string; metadata: { name: string } }[];
};
export type Table = {
  kind: string;
  metadata: { continue?: string; remainingItemCount?: number };
  columnDefinitions: { name: string; priority: number }[];
  rows: { cells: unknown[]; object: { kind: string } | null }[] | null;
};

export const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io';

export const namesOf = (list: List): string[] => list.items.map(({ metadata }) => metadata.name);
