/** Keystrokes in one file: two servers, one that sends diagnostics and one that is asked, against ESLint with the parser alone, in turn. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import { Editor } from './editor.mjs';
import { keystrokes } from './keystrokes.mjs';
import { cpuMs } from './processes.mjs';

/** Milliseconds from one key to the next, of a fast typist, in 'typing'. */
const pace = 80;

/**
 * @param file as `fileToTypeIn` answers; `neighbours` are open beside it
 * @param rounds how often the statement is typed, after one round that only warms up
 * @returns of each keystroke the costs of 'parser', 'push' and 'pull', in `typing` those of 'typing', and milliseconds of each request for code actions
 */
export async function typeIn(folder, file, neighbours, rounds) {
  const parser = await parserOnly(folder);
  const editors = { push: await Editor.start(folder, 'push'), pull: await Editor.start(folder, 'pull') };
  const found = {};
  for (const [way, editor] of Object.entries(editors)) {
    found[way] = await editor.open(file.path);
    for (const path of neighbours) await editor.open(path);
    await editor.rest();
  }
  const keys = keystrokes(file.text, file.line);
  // After these the server has nothing to say: found out while everything warms up.
  const broken = new Set();
  for (const [index, { change, text }] of keys.entries()) {
    await ask(parser, file.path, text);
    if ((await editors.pull.change(file.path, change)) === undefined) broken.add(index);
    await editors.push.change(file.path, change, broken.has(index));
  }
  const costs = [];
  for (let round = 0; round < rounds; round++) {
    for (const [index, key] of keys.entries()) {
      costs.push({ isBroken: broken.has(index), ...(await inTurn({ parser, editors, path: file.path, ...key, isBroken: broken.has(index), turn: round + index })) });
    }
  }
  const typing = await typeAtPace(editors.push, parser, file.path, keys, broken);
  const actions = [];
  for (const diagnostic of found.pull) actions.push(await timeOf(() => editors.pull.codeActions(file.path, diagnostic)));
  for (const editor of Object.values(editors)) await editor.end();
  parser.disconnect();
  return { costs, typing, actions, findings: found.pull.length };
}

async function inTurn({ parser, editors, path, change, text, isBroken, turn }) {
  const cost = { parser: await ask(parser, path, text) };
  const ways = turn % 2 === 0 ? ['push', 'pull'] : ['pull', 'push'];
  for (const way of ways) {
    const editor = editors[way];
    const { pids } = editor;
    const cpuBefore = cpuMs(pids);
    const wallMs = await timeOf(() => editor.change(path, change, isBroken));
    cost[way] = { wallMs };
    await editor.rest();
    cost[way].cpuMs = cpuMs(pids) - cpuBefore;
  }
  // Every second time after the servers: neither always finds the caches of the processor as the other left them.
  if (turn % 2 === 1) cost.parser = await ask(parser, path, text);
  return cost;
}

/** As people type: nobody waits until what depends on the file has been linted again. */
async function typeAtPace(editor, parser, path, keys, broken) {
  const costs = [];
  for (const [index, { text }] of keys.entries()) costs.push({ isBroken: broken.has(index), parser: await ask(parser, path, text) });
  for (const [index, { change }] of keys.entries()) {
    const wallMs = await timeOf(() => editor.change(path, change, broken.has(index)));
    costs[index].typing = { wallMs };
    await delay(Math.max(0, pace - wallMs));
  }
  return costs;
}

async function parserOnly(folder) {
  const child = fork(fileURLToPath(new URL('./parser-only.mjs', import.meta.url)), [folder], { serialization: 'advanced' });
  await once(child, 'spawn');
  return child;
}

async function ask(parser, path, text) {
  parser.send({ path, text });
  const [cost] = await once(parser, 'message');
  return cost;
}

async function timeOf(work) {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
