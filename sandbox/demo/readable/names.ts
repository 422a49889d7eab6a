/** How ids are shown to people, without the sign in front (`@`, `#`). */
export type Names = {
  user(id: string): string;
  channel(id: string): string;
  userGroup(id: string): string;
};

/** A moment (seconds since 1970) by Slack's format words, in this machine's time zone; unknown words stay. */
export function readableDate(seconds: number, format: string, now: number): string {
  const at = new Date(seconds * 1000);
  const time = at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  const day = at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
  const isToday = at.toDateString() === new Date(now).toDateString();
  return format
    .replaceAll('{time}', time)
    .replace(/\{date[a-z_]*_pretty\}/g, isToday ? 'today' : day)
    .replace(/\{date[a-z_]*\}/g, day);
}
