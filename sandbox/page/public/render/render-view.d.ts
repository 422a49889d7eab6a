import type { VNode } from 'preact';
import type { RenderContext } from './render-blocks.d.ts';

export const renderView: (view: Record<string, unknown>, ctx: RenderContext) => VNode;
