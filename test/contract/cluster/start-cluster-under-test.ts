import type { ClusterUnderTest, Stock } from './cluster-under-test.ts';
import { startReal } from './start-real.ts';
import { startSandbox } from './start-sandbox.ts';

/** `npm run test:cluster` runs in this mode; every other run is on the sandbox, whatever the environment says. */
const MODE = 'cluster';

type Env = { MODE?: string; KUBECONFIG?: string; KEYTURN_TEST_CONTEXT?: string };

/**
 * The cluster that this run is about: the sandbox, or with KUBECONFIG and KEYTURN_TEST_CONTEXT that context's.
 * Throws when only one of the two is given: nobody's cluster is touched by chance.
 */
export async function startClusterUnderTest(
  stock: Stock = 'prepared',
  env: Env = process.env,
): Promise<ClusterUnderTest> {
  const { KUBECONFIG: file, KEYTURN_TEST_CONTEXT: context } = env;
  if (env.MODE !== MODE || (!file && !context)) return startSandbox(stock);
  if (!file)
    throw new Error('KEYTURN_TEST_CONTEXT is given without KUBECONFIG: say in which file the context is.');
  if (!context) {
    throw new Error(
      'KUBECONFIG is given without KEYTURN_TEST_CONTEXT: name the context whose cluster the suite may create a namespace in, or unset KUBECONFIG to run on the sandbox.',
    );
  }
  return startReal(file, context, stock);
}
