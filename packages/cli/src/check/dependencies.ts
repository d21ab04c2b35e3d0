import type { DependencySummary, ReportedCall, ReportedClient } from './report.js';

/** One row a dependency of server code, the ones with most calls without timeout first. */
export function summarizeDependencies(allCalls: readonly ReportedCall[], allClients: readonly ReportedClient[]): DependencySummary[] {
  const calls = allCalls.filter(({ quiet }) => quiet === undefined);
  const clients = allClients.filter(({ quiet }) => quiet === undefined);
  const names = [...new Set([...calls, ...clients].map(({ dependency }) => dependency))];
  return names
    .map((dependency) => {
      const its = calls.filter((call) => call.dependency === dependency);
      const created = clients.filter((client) => client.dependency === dependency);
      return {
        dependency,
        libraries: [...new Set([...its, ...created].map(({ library }) => library))].sort(),
        calls: its.length,
        missing: its.filter(({ timeout }) => timeout.verdict === 'missing').length,
        unknown: its.filter(({ timeout }) => timeout.verdict === 'unknown').length,
        clients: created.length,
      };
    })
    .sort((a, b) => b.missing - a.missing || b.calls - a.calls || (a.dependency < b.dependency ? -1 : 1));
}
