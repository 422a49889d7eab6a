import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export type ClusterProcess = {
  pid: number;
  url: string;
  uid: string;
  /** Of an administrator, as YAML text. */
  kubeconfig: string;
  /** What it was asked since it started. */
  asked(): Promise<Asked>;
  stop(): Promise<void>;
};

/** Requests answered, bytes of their answers, TLS connections accepted. */
export type Asked = { requests: number; bytes: number; connections: number };

/**
 * Starts a large cluster in a process of its own, so that what is measured beside it is not the sandbox. It ends
 * with us. Throws when it ends before it serves.
 */
export async function startClusterProcess(size: { nodes: number; pods: number }): Promise<ClusterProcess> {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url));
  const args = [main, '--nodes', String(size.nodes), '--pods', String(size.pods)];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const next = async () => {
    const line = await Promise.race([once(lines, 'line'), exited.then(() => undefined)]);
    if (line === undefined) throw new Error('The sandbox cluster ended before it answered.');
    return JSON.parse(String(line[0]));
  };
  const { url, uid, kubeconfig } = await next();
  return {
    pid: child.pid ?? 0,
    url,
    uid,
    kubeconfig,
    async asked() {
      child.stdin.write('\n');
      return next();
    },
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
