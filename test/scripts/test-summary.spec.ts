import { describe, expect, it } from 'vitest';
import { summarize, type TestReport } from '../../scripts/test-summary.ts';

describe('the summary of a test run in CI', () => {
  it('counts what passed and what failed', () => {
    const summary = summarize(reportOf(['passed', 'passed', 'failed']));

    expect(summary).toEqual({ passed: 2, failed: 1, complaints: [] });
  });

  it('counts a file that could not be loaded as a failure', () => {
    const summary = summarize(reportOf([], 'failed'));

    expect(summary).toMatchObject({ passed: 0, failed: 1 });
    expect(summary.complaints[0]).toContain('could not be loaded: a.spec.ts: no such module');
  });

  it.each(['skipped', 'pending', 'todo'])('does not accept a test that is %s', (status) => {
    const summary = summarize(reportOf(['passed', status]));

    expect(summary.complaints).toEqual(['skipped, which nothing may be here: test 1']);
  });

  it('does not accept a run without tests', () => {
    expect(summarize(reportOf([])).complaints).toEqual(['no test ran']);
  });

  it('does not accept a run that failed outside of its tests', () => {
    const summary = summarize({ ...reportOf(['passed']), success: false });

    expect(summary.complaints).toEqual(['the run failed outside of its tests; see its output above']);
  });
});

function reportOf(statuses: string[], file = statuses.includes('failed') ? 'failed' : 'passed'): TestReport {
  const assertionResults = statuses.map((status, at) => ({ fullName: `test ${at}`, status }));
  const message = 'no such module';
  return {
    success: file !== 'failed',
    testResults: [{ name: 'a.spec.ts', status: file, message, assertionResults }],
  };
}
