export type {
  CheckReport,
  DependencySummary,
  FindingReference,
  ReportedCall,
  ReportedClient,
  ReportedError,
  ReportedEvidence,
  ReportedFinding,
  ReportingFinding,
  Summary,
} from './check/report.js';
export type { Environment, ExitCode, OutputStream } from './environment.js';
export { run } from './main.js';
