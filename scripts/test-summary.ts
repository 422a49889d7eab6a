/** What we need of the JSON that vitest writes about a run. */
export type TestReport = {
  success: boolean;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
};

export type TestSummary = { passed: number; failed: number; complaints: string[] };

/** Counts a run, and says what makes it no good besides a failed test: CI runs everything, and skips nothing. */
export function summarize(report: TestReport): TestSummary {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  // A file that could not even be loaded has no tests that could fail.
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  const skipped = tests.filter(({ status }) => status !== 'passed' && status !== 'failed');
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const failed = tests.filter(({ status }) => status === 'failed').length + broken.length;
  return {
    passed,
    failed,
    complaints: [
      ...broken.map(({ name, message }) => `could not be loaded: ${name}: ${message.split('\n')[0]}`),
      ...skipped.map(({ fullName }) => `skipped, which nothing may be here: ${fullName}`),
      ...(tests.length === 0 ? ['no test ran'] : []),
      ...(!report.success && failed === 0
        ? ['the run failed outside of its tests; see its output above']
        : []),
    ],
  };
}
