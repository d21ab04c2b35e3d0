#!/usr/bin/env node
/** oxlint-once.mjs BINARY REPORT ...ARGUMENTS: runs oxlint in this process, and writes what CPU time all of its threads took to REPORT. */
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [binary, report] = process.argv.splice(2, 2);
process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(report, JSON.stringify({ cpuMs: (user + system) / 1000 }));
});
await import(pathToFileURL(binary).href);
