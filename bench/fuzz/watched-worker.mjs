/** Runs a worker and ends it when it is at one step of one file for too long: a hang is a result. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Answers the number of the input to go on with. */
export async function runWorker(script, options, { onDone, onFailure }) {
  const child = spawn(process.execPath, [script, JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let current;
  let next = options.from;
  let timer;
  let hung = false;
  let complaint = '';
  child.stderr.on('data', (chunk) => (complaint = (complaint + chunk).slice(-3000)));
  const watch = ({ limit }) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      hung = true;
      child.kill('SIGKILL');
    }, limit);
  };
  const exited = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const message = JSON.parse(line);
    clearTimeout(timer);
    current = message.at === undefined ? undefined : message;
    if (message.at !== undefined) watch(message);
    else if (message.next !== undefined) next = message.next;
    else if (message.done) onDone(message);
    else await onFailure({ ...message, isMinimisable: true });
  }
  clearTimeout(timer);
  const { code, signal } = await exited;
  if (code === 0) return next;
  if (current === undefined) throw new Error(`The worker ended between files (${code ?? signal}): ${complaint}`);
  await onFailure({ ...current, isHang: hung, step: current.at, failed: hung ? `still at it after ${current.limit} ms` : `the process ended (${code ?? signal})`, stack: complaint });
  return current.index + 1;
}
