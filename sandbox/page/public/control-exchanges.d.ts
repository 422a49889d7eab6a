import type { VNode } from 'preact';
import type { ExchangeLine } from '../exchange-log.ts';

export function ExchangeList(props: { exchanges: readonly ExchangeLine[] }): VNode;
