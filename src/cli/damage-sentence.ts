import type { Damage } from '../integrations/redis/damage.ts';

/** What is not as it was written, as a sentence with its place. */
export function damageSentence(damage: Damage): string {
  switch (damage.kind) {
    case 'fact-changed':
      return `Fact ${damage.version} was changed.`;
    case 'facts-missing':
      return `${span(damage)} ${damage.from === damage.to ? 'was' : 'were'} dropped.`;
    case 'fact-moved':
      return `At the place of fact ${damage.version} stands fact ${damage.found}: the order was changed.`;
    case 'link-broken':
      return `Fact ${damage.version} does not follow the fact before it.`;
    case 'tail-cut':
      return `The end of the log was cut off: ${span(damage).toLowerCase()} ${damage.from === damage.to ? 'is' : 'are'} missing.`;
    case 'snapshot-behind':
      return `The snapshot stops at fact ${damage.version}, but the log goes on: one of them was put back to an older state.`;
    case 'snapshot-changed':
      return 'The snapshot was changed.';
    case 'snapshot-missing':
      return 'The snapshot is missing.';
    case 'key-unknown':
      return `What was written with the chain key "${damage.key}", from fact ${damage.version} on, could not be checked: that key is not configured.`;
    case 'text-changed':
      return `The text of message ${damage.ts} in ${damage.channel} was changed after fact ${damage.sealedBy} sealed it.`;
    case 'text-missing':
      return `The text of message ${damage.ts} in ${damage.channel}, sealed by fact ${damage.sealedBy}, is missing.`;
    case 'evidence-changed':
      return `The text kept as ${damage.id} was changed after fact ${damage.sealedBy} sealed it.`;
    case 'evidence-missing':
      return `The text kept as ${damage.id}, sealed by fact ${damage.sealedBy}, is missing.`;
    case 'head-unknown':
      return `No fact has the head ${damage.head}: the log was put back to an older state, or the head is of another incident.`;
  }
}

function span({ from, to }: { readonly from: number; readonly to: number }): string {
  return from === to ? `Fact ${from}` : `Facts ${from} to ${to}`;
}
