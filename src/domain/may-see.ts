import type { UserId } from './actor.ts';
import type { Incident } from './incident.ts';

/**
 * Whether somebody may read and work an incident from where they are. Everyone may, unless it is private: then those in
 * its channel, those in its roles or asked for one, and those who belong into its channel (who was woken to decide about
 * a change, too). While it has no channel, its triage message is all there is, and everybody sees that.
 */
export function maySee(
  incident: Incident,
  reader: { readonly user: UserId; readonly channel: string },
): boolean {
  if (!incident.policy.private || incident.status === 'triage') return true;
  if (incident.channel?.id === reader.channel) return true;
  const listed = incident.policy.responders.some(
    (roster) => roster.kind === 'users' && roster.users.includes(reader.user),
  );
  const inRole = Object.values(incident.roles).some(
    (role) =>
      role.holder === reader.user || role.asked === reader.user || role.candidates.includes(reader.user),
  );
  return listed || inRole || incident.wanted.includes(reader.user);
}
