import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ask, listen } from './server.js';

/** Asks again when told to; while an answer is on its way, once more afterwards and not at the same time. */
const useAnswer = (path, query, wanted) => {
  const [answer, setAnswer] = useState(undefined);
  const running = useRef({ busy: false, again: false });
  const current = useRef('');
  const key = JSON.stringify(query);
  current.current = key;
  const refresh = useCallback(async () => {
    if (!wanted) return;
    const { current: state } = running;
    if (state.busy) {
      state.again = true;
      return;
    }
    state.busy = true;
    do {
      state.again = false;
      const asked = current.current;
      const got = await ask(path, JSON.parse(asked)).catch((error) => ({ failed: error.message }));
      // Somebody else may be looking by now, or at something else.
      if (asked === current.current) setAnswer({ key: asked, got });
      else state.again = true;
    } while (state.again);
    state.busy = false;
  }, [path, wanted]);
  useEffect(() => {
    void refresh();
  }, [key, refresh]);
  return [answer?.key === key ? answer.got : undefined, refresh, answer?.got];
};

/**
 * The workspace as a person sees it, always the present one.
 *
 * @param {string} as name of the person
 * @param {string | undefined} open id of the open conversation
 */
export const useWorkspace = (as, open) => {
  const [state, refreshState, lastState] = useAnswer('/api/state', { as }, true);
  const [channel, refreshChannel] = useAnswer('/api/channel', { as, id: open ?? '' }, open !== undefined);
  const [isConnected, setConnected] = useState(true);
  const refresh = useRef(() => {});
  refresh.current = (ping) => {
    if (ping.kind === 'call') return;
    refreshState();
    const here = ping.channel === undefined || ping.channel === open;
    if (here && ping.kind !== 'read' && ping.kind !== 'view') refreshChannel();
  };
  useEffect(() => listen((ping) => refresh.current(ping), setConnected), []);
  // The list of people stays while the next person's page is on its way.
  return { state: state ?? undefined, people: (state ?? lastState)?.people ?? [], channel, isConnected };
};
