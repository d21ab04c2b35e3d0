/** What the processes that are compared have in common. */
import { findFiles } from '../../packages/cli/dist/files/find-files.js';

/** Measures from now on; `processCpuMs` is all of the process, its start included; `wallMs` is what people wait. */
export function cost() {
  const before = process.cpuUsage();
  const started = performance.now();
  return () => {
    const { user, system } = process.cpuUsage(before);
    const all = process.cpuUsage();
    return { cpuMs: (user + system) / 1000, processCpuMs: (all.user + all.system) / 1000, wallMs: performance.now() - started, peakMb: Math.round(process.resourceUsage().maxRSS / 1024) };
  };
}

/** The files that `failsoft check` takes, in its order. */
export async function sourceFiles(folder, limit) {
  const { files } = await findFiles(['.'], folder);
  return files.slice(0, limit).map(({ path }) => path);
}
