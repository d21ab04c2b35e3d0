/** A server's start, and what it takes to hold a whole workspace. */
import { setTimeout as delay } from 'node:timers/promises';
import { Editor } from './editor.mjs';
import { keystrokes } from './keystrokes.mjs';
import { cpuMs, memoryMb } from './processes.mjs';

const sampleEvery = 50;

/** Milliseconds from the start of the process to the first diagnostics of a document, and of CPU time of all processes. */
export async function coldStart(folder, file) {
  const started = performance.now();
  const editor = await Editor.start(folder, 'push');
  await editor.open(file.path, file.text);
  const wallMs = performance.now() - started;
  const cost = { wallMs, cpuMs: cpuMs(editor.pids) };
  await editor.end();
  return cost;
}

/** Megabytes of all processes of a server while files are open and typed in and everything is surveyed: the most at any time, and what stays. */
export async function memoryOf(folder, files) {
  const editor = await Editor.start(folder, 'push');
  const watch = { peak: { pss: 0, rss: 0 }, isOver: false };
  const watched = sample(editor, watch);
  for (const { path } of files) await editor.open(path);
  const dependencies = await editor.inventory();
  for (const { path, text, line } of files) {
    for (const { change } of keystrokes(text, line)) await editor.change(path, change, true);
  }
  await editor.rest();
  watch.isOver = true;
  await watched;
  const settled = memoryMb(editor.pids);
  await editor.end();
  return { peak: watch.peak, settled, dependencies: dependencies.flatMap((checklist) => checklist.dependencies).length };
}

async function sample(editor, watch) {
  while (!watch.isOver) {
    const { pss, rss } = memoryMb(editor.pids);
    watch.peak = { pss: Math.max(watch.peak.pss, pss), rss: Math.max(watch.peak.rss, rss) };
    await delay(sampleEvery);
  }
}
