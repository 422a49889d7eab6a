import { readFileSync } from 'node:fs';
import { summarize, type TestReport } from './test-summary.ts';

/** The report of a run that ended before it could write one. */
const nothing: TestReport = { success: false, testResults: [] };

function read(file: string): TestReport {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as TestReport;
  } catch (error) {
    process.stdout.write(`there is no report of the tests: ${String(error)}\n`);
    return nothing;
  }
}

const { passed, failed, complaints } = summarize(read(process.argv[2] ?? 'out/test-report.json'));
for (const complaint of complaints) process.stdout.write(`${complaint}\n`);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || complaints.length > 0 ? 1 : 0;
