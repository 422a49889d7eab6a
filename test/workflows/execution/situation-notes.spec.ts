import { expect, it } from 'vitest';
import type { Proposal } from '../../../src/domain/proposal/proposal.ts';
import { keepNote, readNote } from '../../../src/workflows/execution/situation-notes.ts';
import { asking } from '../../builders/actions.ts';
import { happened, inChannel } from '../../builders/incident.ts';
import { aWish } from '../../builders/proposals.ts';
import { checkout } from '../../domain/action/shop.ts';
import { fakeDigests } from '../../fakes/digests.ts';
import { createFakeEvidenceStore } from '../../fakes/evidence-store.ts';

const [first, second] = inChannel(
  [1, 2].map((proposal) => happened({ kind: 'action.proposed', proposal, wish: aWish() })),
).proposals as readonly [Proposal, Proposal];

async function aKeptNote() {
  const evidence = createFakeEvidenceStore();
  const deps = { evidence, digests: fakeDigests };
  const { owner, around } = checkout();
  await keepNote(deps, 'INC-7', first, { situation: asking(owner, around), pinned: {} });
  const kept = evidence.kept.get('INC-7/situation-1') ?? '';
  return { deps, evidence, kept };
}

it('what a change was planned from is read again as it was kept', async () => {
  const { deps } = await aKeptNote();

  expect(await readNote(deps, 'INC-7', first)).toMatchObject({
    object: { name: 'checkout' },
    request: 'INC-7/3',
  });
  expect(await readNote(deps, 'INC-7', second)).toBeNull();
});

it('a note that somebody without the key changed, cut or put in another’s place is none', async () => {
  const { deps, evidence, kept } = await aKeptNote();
  const asFirst = async (text: string) => {
    await evidence.keep('INC-7', 'situation-1', text);
    return readNote(deps, 'INC-7', first);
  };

  expect(await asFirst(kept.replace('checkout', 'checkin'))).toBeNull();
  expect(await asFirst(kept.slice(0, 64))).toBeNull();
  expect(await asFirst(kept.slice(64))).toBeNull();
  expect(await asFirst('')).toBeNull();
  await evidence.keep('INC-7', 'situation-2', kept);
  expect(await readNote(deps, 'INC-7', second)).toBeNull();
  expect(await asFirst(kept)).not.toBeNull();
});
