import type { Exit } from '../../domain/cluster/runs.ts';

/** What exit codes mean by convention (128 and a signal's number; 126 and 127 are the shell's). */
const meanings: Readonly<Record<number, string>> = {
  0: 'it ended by itself',
  126: 'the command can not be executed',
  127: 'the command was not found',
  128: 'it could not be started',
  132: 'SIGILL',
  134: 'SIGABRT',
  135: 'SIGBUS',
  136: 'SIGFPE',
  137: 'SIGKILL',
  139: 'SIGSEGV',
  143: 'SIGTERM',
};

/** How a container ended: `exit code 137 (SIGKILL)`, `exit code 1`. */
export function exitWords({ exitCode }: Pick<Exit, 'exitCode'>): string {
  const meaning = meanings[exitCode];
  return meaning ? `exit code ${exitCode} (${meaning})` : `exit code ${exitCode}`;
}
