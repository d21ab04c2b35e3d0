/** What a process and all that it started cost, as Linux counts it. */
import { readdirSync, readFileSync } from 'node:fs';

export function withChildren(pid) {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean));
  return [pid, ...children.flatMap((child) => withChildren(Number(child)))];
}

/** Milliseconds of CPU time of all threads so far. */
export function cpuMs(pids) {
  return sum(pids.flatMap((pid) => readdirSync(`/proc/${pid}/task`).map((task) => Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0])))) / 1e6;
}

/** Megabytes: PSS counts what processes share once, RSS in each of them. */
export function memoryMb(pids) {
  const rollups = pids.map((pid) => readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
  const of = (name) => sum(rollups.map((text) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)[1]))) / 1024;
  return { pss: of('Pss'), rss: of('Rss') };
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
