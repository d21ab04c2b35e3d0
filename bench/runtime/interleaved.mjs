/** Times of calls, in turns: what slows the machine down slows all of them down, so that their ratios hold. */

const batchMs = 8;
const rounds = 41;

/** The median time of a call in nanoseconds, by name. */
export async function nanosecondsOf(calls, { isRejected = false } = {}) {
  const batches = [];
  for (const [name, call] of Object.entries(calls)) {
    const run = isRejected ? rejecting(call) : call;
    await warmUp(run);
    batches.push({ name, run, size: await sizeOf(run), times: [] });
  }
  for (let round = 0; round < rounds; round++) {
    for (const { run, size, times } of batches) times.push(await timeOf(run, size));
  }
  return Object.fromEntries(batches.map(({ name, times }) => [name, median(times)]));
}

async function timeOf(run, size) {
  await new Promise((resolve) => setImmediate(resolve)); // timers that are due are not this batch's
  const startMs = performance.now();
  for (let call = 0; call < size; call++) await run();
  return ((performance.now() - startMs) / size) * 1e6;
}

async function warmUp(run) {
  const endMs = performance.now() + 10 * batchMs;
  while (performance.now() < endMs) await run();
}

async function sizeOf(run) {
  let size = 0;
  for (const endMs = performance.now() + batchMs; performance.now() < endMs; size++) await run();
  return Math.max(1, size);
}

function rejecting(call) {
  return () =>
    call().then(
      () => {
        throw new Error('a call that was to be rejected was not');
      },
      () => undefined,
    );
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
