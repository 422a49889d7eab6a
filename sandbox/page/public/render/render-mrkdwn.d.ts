import type { VNode } from 'preact';
import type { RenderContext } from './render-blocks.d.ts';

export const renderMrkdwn: (text: string, ctx: RenderContext) => VNode;
