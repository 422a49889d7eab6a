/** What went wrong, in the words of the page's server. */
export class Refused extends Error {}

const read = async (answer) => {
  const body = await answer.json();
  if (!answer.ok) throw new Refused(body.error);
  return body;
};

/** Asks for something as a person. */
export const ask = async (path, query) => read(await fetch(`${path}?${new URLSearchParams(query)}`));

/** Does something as a person and gives what came of it. */
export const act = async (as, doing) => {
  const answer = await fetch('/api/act', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as, ...doing }),
  });
  return (await read(answer)).result;
};

/** Where a file's content is. */
export const fileUrl = (as, id) => `/api/file?${new URLSearchParams({ as, id })}`;

/**
 * Tells of every change in the workspace, and after an absence that anything may have changed.
 *
 * @param {(ping: { kind: string, channel?: string }) => void} heard
 * @param {(isConnected: boolean) => void} connected
 */
export const listen = (heard, connected) => {
  const source = new EventSource('/api/live');
  source.onopen = () => {
    connected(true);
    heard({ kind: 'everything' });
  };
  source.onerror = () => connected(false);
  source.onmessage = ({ data }) => heard(JSON.parse(data));
  return () => source.close();
};
