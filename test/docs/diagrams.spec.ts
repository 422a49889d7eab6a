import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ProposalState, proposalStates } from '../../src/domain/proposal/proposal.ts';
import { isLive } from '../../src/domain/proposal/proposal-state.ts';
import { blocksOf, fences } from './fences.ts';

describe('the flow in docs/architecture.md', () => {
  const [flow] = blocksOf(readFileSync('docs/architecture.md', 'utf8'));

  it('names workflows that there are', () => {
    const named = flow?.code.match(/\b[a-z]+(?:-[a-z]+)+\b/g) ?? [];

    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((name) => !existsSync(`src/workflows/${name}.ts`))).toEqual([]);
  });
});

describe('the states in docs/gate.md', () => {
  const [diagram = ''] = fences(readFileSync('docs/gate.md', 'utf8'), 'mermaid');
  const arrows = [...diagram.matchAll(/^ {2}(\S+) --> (\w+)/gm)].map(([, from = '', to = '']) => ({
    from,
    to,
  }));

  it('are all that a proposal has, and no other', () => {
    const states = new Set(arrows.flatMap(({ from, to }) => [from, to]));

    expect([...states].sort()).toEqual(['[*]', ...proposalStates].sort());
  });

  it('have a way out as long as something may still come of it', () => {
    const left = new Set(arrows.map(({ from }) => from));
    const live = (state: ProposalState) => isLive({ state } as Parameters<typeof isLive>[0]);

    // Unknown may be settled, or stay so; what was stopped on its way may turn out to be unknown.
    expect(proposalStates.filter((state) => live(state) && !left.has(state))).toEqual(['unknown']);
    expect(proposalStates.filter((state) => !live(state) && left.has(state))).toEqual(['stopped']);
  });
});
