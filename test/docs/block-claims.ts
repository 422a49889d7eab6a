/** Which test runs or parses a code block of the documentation. */
export type Claim = {
  readonly page: string;
  readonly language: string;
  /** Words of the block that no other has; null: all blocks of that language on that page. */
  readonly has: string | null;
  readonly by: string;
};

const here = 'test/docs';

/** Every code block has one claim, each claim a block: who writes a block says here what holds it to the truth. */
export const claims: readonly Claim[] = [
  { page: 'README.md', language: 'sh', has: 'make demo', by: `${here}/examples.spec.ts` },
  { page: 'README.md', language: 'text', has: 'An alert fires', by: 'test/sandbox/demo/demo.spec.ts' },
  { page: 'docs/actions.md', language: 'http', has: null, by: 'test/domain/action/actions-page.spec.ts' },
  { page: 'docs/architecture.md', language: '', has: 'Alertmanager ─', by: `${here}/diagrams.spec.ts` },
  { page: 'docs/gate.md', language: 'mermaid', has: 'stateDiagram', by: `${here}/diagrams.spec.ts` },
  { page: 'docs/install.md', language: 'sh', has: null, by: `${here}/install.spec.ts` },
  { page: 'docs/install.md', language: 'yaml', has: null, by: `${here}/install.spec.ts` },
  { page: 'docs/install.md', language: 'text', has: null, by: `${here}/install.spec.ts` },
  { page: 'docs/operations.md', language: '', has: 'POST /webhooks', by: `${here}/operations.spec.ts` },
  { page: 'docs/operations.md', language: '', has: 'appendfsync', by: `${here}/operations.spec.ts` },
  { page: 'docs/operations.md', language: '', has: 'redis-sentinel', by: `${here}/operations.spec.ts` },
  { page: 'docs/operations.md', language: '', has: '--roles', by: `${here}/examples.spec.ts` },
  { page: 'docs/operations.md', language: 'sh', has: '--rdb', by: `${here}/operations.spec.ts` },
  { page: 'docs/operations.md', language: 'sh', has: 'dump.rdb', by: `${here}/operations.spec.ts` },
  { page: 'docs/operations.md', language: 'sh', has: 'last-number', by: `${here}/operations.spec.ts` },
  { page: 'docs/postmortem.md', language: 'markdown', has: 'section summary', by: `${here}/marks.spec.ts` },
];
