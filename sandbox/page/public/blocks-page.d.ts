import type { FunctionComponent } from 'preact';

export const BlocksPage: FunctionComponent<{ all: unknown; emoji: ReadonlyMap<string, string> }>;
