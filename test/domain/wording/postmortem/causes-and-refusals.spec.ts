import { describe, expect, it } from 'vitest';
import { postmortemSections } from '../../../../src/domain/wording/postmortem/postmortem-sections.ts';
import { aCause, aChange, ana, aPostmortem } from '../../../builders/postmortem.ts';
import { section, told } from './told-section.ts';

describe('what was refused', () => {
  it('tells who was refused what, and why: of a proposal with it, of what became none after all of them', () => {
    const [who, why] = ['Refused to Ana Lopez (approve) at', 'You proposed this.'];
    const response = told(postmortemSections(aPostmortem()), 'response');

    expect(response.findIndex((line) => line.startsWith(who) && line.includes(why))).toBeGreaterThan(0);
    expect(response.slice(-2)).toEqual([
      'Wanted, and refused before it became a proposal:',
      expect.stringMatching(/^Refused to Ben Okafor \(propose\) at .*: It is held already\.$/),
    ]);
  });

  it('counts those who click on and on', () => {
    const refusal = { at: 0, by: ana, asked: 'approve', why: 'You proposed this.' };
    const changes = [aChange({ refusals: Array.from({ length: 40 }, () => refusal) })];
    const response = told(postmortemSections(aPostmortem({ changes })), 'response');

    expect(response.filter((line) => line.startsWith('Refused to Ana'))).toHaveLength(5);
    expect(response).toContain('35 more that changed nothing');
  });
});

describe('a change that was planned and never begun', () => {
  it('does not read as if it had been done', () => {
    const changes = [aChange({ state: 'denied', verify: null, undo: null, sentAt: null })];
    const response = told(postmortemSections(aPostmortem({ changes })), 'response').join('\n');

    expect(response).toContain('Planned, and not done: ');
    expect(response).toContain('It would have changed:\n  /spec/');
    expect(response).not.toMatch(/What it does|Before:|After:|Verified by|To undo it/);
  });
});

describe('what a diagnosis found', () => {
  it('has what a cause explains below it, however well it is proven, with the proof of what is', () => {
    const evidence = [{ label: 'Uses', text: '3884m of 3920m', isTable: false }];
    const by = { check: 'image-pull', object: 'Deployment shop/checkout' };
    const causes = [
      aCause({ confidence: 'consistent', sentence: 'All pods stand on one node' }),
      aCause({ check: 'overcommit', sentence: 'The node has no CPU left', explainedBy: by, evidence }),
      aCause({ check: 'other', confidence: 'consistent', sentence: 'Nobody answers', explainedBy: by }),
    ];
    const sections = postmortemSections(aPostmortem({ causes }));
    const lines = told(sections, 'root-cause');

    expect(
      section(sections, 'root-cause').blocks.flatMap((b) => (b.kind === 'heading' ? [b.text] : [])),
    ).toEqual(['Fits, not proven: All pods stand on one node']);
    expect(lines[0]).toMatch(/^No cause is proven\. What follows fits/);
    const from = lines.indexOf('It explains (proven): The node has no CPU left');
    expect(lines.slice(from, from + 3)).toEqual([
      'It explains (proven): The node has no CPU left',
      'Uses: 3884m of 3920m',
      'It explains (fits, not proven): Nobody answers',
    ]);
  });

  it('says in plain words what was found, how it is connected with the alert, what would help, and what was looked at', () => {
    const lines = told(postmortemSections(aPostmortem()), 'root-cause');

    expect(lines).toContain(
      'In plain words: The files of the program could not be fetched, so it can’t start.',
    );
    expect(lines).toContain('From the alert to it: Service shop/checkout → Deployment shop/checkout');
    expect(lines).toContain('Would help: Back to checkout:2.4.0');
    expect(lines.at(-1)).toMatch(
      /^Looked at: the diagnosis of prod-eu1 at .* looked at 62 pods with 34 checks\. Not seen: No figures/,
    );
  });

  it('puts what is proven before what only fits, and marks both', () => {
    const causes = [
      aCause({ confidence: 'consistent', sentence: 'The node was full' }),
      aCause({ confidence: 'context', sentence: 'A rollout was running' }),
      aCause(),
    ];
    const headings = section(postmortemSections(aPostmortem({ causes })), 'root-cause').blocks.flatMap(
      (block) => (block.kind === 'heading' ? [block.text] : []),
    );

    expect(headings).toEqual([
      'Proven: The image checkout:2.4.1 does not exist in the registry',
      'Fits, not proven: The node was full',
      'Worth knowing: A rollout was running',
    ]);
  });
});
