import type { VNode } from 'preact';

export const METHODS: readonly string[];
export const FAULTS: Readonly<Record<string, { words: string; fault: Record<string, unknown> }>>;
export function FaultForm(props: {
  faults: readonly { method: string; fault: { kind: string }; left: number | null }[];
  run: (doing: Record<string, unknown>) => void;
}): VNode;
