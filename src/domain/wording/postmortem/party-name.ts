import type { Party } from '../../postmortem/postmortem.ts';

/** Who did something, as a reader calls them. */
export function partyName(party: Party): string {
  switch (party.kind) {
    case 'person':
      return party.name === '' ? party.user : party.name;
    case 'app':
      return `${party.name} (app)`;
    case 'alertmanager':
      return `Alertmanager (${party.source})`;
    default:
      return 'Keyturn';
  }
}
