import type { CheckReport } from '../src/check/report.js';

/** The report that `failsoft check --format json` printed. */
export function readReport(stdout: string): CheckReport {
  const report: unknown = JSON.parse(stdout);
  if (!isCheckReport(report)) throw new Error(`not a report: ${stdout.slice(0, 200)}`);
  return report;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isCheckReport(value: unknown): value is CheckReport {
  return isRecord(value) && value['version'] === 1 && ['findings', 'calls', 'clients', 'errors'].every((name) => Array.isArray(value[name])) && isRecord(value['summary']);
}
