import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ControlState } from '../../../sandbox/page/controls.ts';

export type Playground = {
  readonly url: string;
  readonly process: ChildProcess;
  readonly printed: () => string;
  /** The answer of one of the page's addresses. */
  get<T>(path: string): Promise<T>;
  state(): Promise<ControlState>;
  /** Does what a control does; the answer's status and body. */
  control(act: Record<string, unknown>): Promise<{ status: number; body: ControlState & { error?: string } }>;
  /** Asks until something is there. */
  soon<T>(what: string, look: () => Promise<T | false | undefined>): Promise<T>;
  /** SIGINT; its exit code. */
  interrupt(): Promise<number | null>;
};

const SOON_MS = 60_000;
const PAUSE_MS = 100;

/** Starts what `make sandbox` starts, with its log in this folder. */
export async function startPlayground(out: string): Promise<Playground> {
  const child = spawn(process.execPath, ['sandbox/playground/main.ts', out], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
  while (!/workspace is at \S+\s/.test(printed)) {
    if (child.exitCode !== null) throw new Error(`It ended: ${printed}`);
    await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  }
  const [, url = ''] = /workspace is at (\S+)/.exec(printed) ?? [];
  const get = async <T>(path: string): Promise<T> => (await (await fetch(url + path)).json()) as T;
  return {
    url,
    process: child,
    printed: () => printed,
    get,
    state: () => get('/api/control/state'),
    async control(act) {
      const reply = await fetch(`${url}/api/control/act`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url },
        body: JSON.stringify(act),
      });
      return { status: reply.status, body: (await reply.json()) as ControlState & { error?: string } };
    },
    async soon(what, look) {
      const giveUpAt = performance.now() + SOON_MS;
      while (performance.now() < giveUpAt) {
        const found = await look();
        if (found !== undefined && found !== false) return found;
        await sleep(PAUSE_MS);
      }
      throw new Error(`Not within ${SOON_MS / 1000} s: ${what}\n${printed}`);
    },
    async interrupt() {
      const ended = once(child, 'close');
      child.kill('SIGINT');
      const [exitCode] = await ended;
      return exitCode as number | null;
    },
  };
}
