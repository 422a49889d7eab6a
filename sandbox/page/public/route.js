/** What the address bar says: `#ana/C0001/1700000000.000100`: who looks, at which conversation, which thread. */
export const readRoute = () => {
  const [as, channel, thread] = decodeURIComponent(location.hash.slice(1)).split('/');
  return { as: as || undefined, channel: channel || undefined, thread: thread || undefined };
};

/** Writes it there, so that a reload and a second window show the same. */
export const writeRoute = ({ as, channel, thread }) => {
  const hash = `#${[as, channel, thread].filter(Boolean).join('/')}`;
  if (location.hash !== hash) history.replaceState(null, '', hash);
};
