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
  stop(): Promise<void>;
};

/**
 * Starts a large cluster in a process of its own, so that what is measured beside it is not the sandbox. It ends
 * with us. Throws when it ends before it serves.
 */
export async function startClusterProcess(size: { nodes: number; pods: number }): Promise<ClusterProcess> {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url));
  const args = [main, '--nodes', String(size.nodes), '--pods', String(size.pods)];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const line = once(createInterface({ input: child.stdout }), 'line');
  const first = await Promise.race([line, exited.then(() => undefined)]);
  if (first === undefined) throw new Error('The sandbox cluster ended before it served.');
  const { url, uid, kubeconfig } = JSON.parse(String(first[0]));
  return {
    pid: child.pid ?? 0,
    url,
    uid,
    kubeconfig,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
