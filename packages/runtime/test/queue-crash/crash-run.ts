import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';

/** What came of it. */
export interface CrashReport {
  /** The keys of which the producer was told that they are stored. */
  readonly acknowledged: ReadonlySet<string>;
  /** What was done, in order. */
  readonly effects: readonly { readonly key: string; readonly attempt: number; readonly isWhole: boolean }[];
  readonly producerKills: number;
  readonly consumerKills: number;
}

/** Queues and drains in child processes that are killed at random moments, until all is queued and done. */
export class CrashRun {
  readonly #path: string;
  readonly #effects: string;
  readonly #folder: string;
  readonly #acknowledged = new Set<string>();
  #producerKills = 0;
  #consumerKills = 0;
  #isQueued = false;
  #isDrained = false;
  #tellDrained = (): void => undefined;
  readonly #drained = new Promise<void>((resolve) => (this.#tellDrained = resolve));

  constructor(folder: string) {
    this.#folder = folder;
    this.#path = join(folder, 'queue.db');
    this.#effects = join(folder, 'effects.log');
  }

  get path(): string {
    return this.#path;
  }

  async run(items: number, killAfterMs: number, isDrained: () => Promise<boolean>): Promise<CrashReport> {
    await this.#bundle('producer', 'consumer');
    const consumers = [this.#consume(killAfterMs), this.#consume(killAfterMs)];
    await Promise.all([this.#produce('a', items / 2), this.#produce('b', items / 2)]);
    this.#isQueued = true;
    while (!(await isDrained())) await sleep(100);
    this.#isDrained = true;
    this.#tellDrained();
    await Promise.all(consumers);
    const effects = readFileSync(this.#effects, 'utf8').trim().split('\n').map((line) => {
      const [key = '', attempt, whole] = line.split(' ');
      return { key, attempt: Number(attempt), isWhole: whole === 'whole' };
    });
    return { acknowledged: this.#acknowledged, effects, producerKills: this.#producerKills, consumerKills: this.#consumerKills };
  }

  /**
   * One that is killed is followed by another, for all that was not acknowledged: what was may be done and forgotten. Each is killed
   * by how much it has done, and a moment later: after a time, a fast machine would be done with all.
   */
  async #produce(prefix: string, count: number): Promise<void> {
    const keysFile = join(this.#folder, `${prefix}.keys`);
    let keys = Array.from({ length: count }, (_, index) => `${prefix}${index}`);
    while (keys.length > 0) {
      writeFileSync(keysFile, keys.join('\n'));
      const child = this.#start('producer', this.#path, keysFile);
      const lines = createInterface({ input: streamOf(child) });
      let left = Math.ceil((Math.random() * count) / 6);
      lines.on('line', (key) => {
        this.#acknowledged.add(key);
        if (--left === 0) void sleep(Math.random() * 5).then(() => child.kill('SIGKILL'));
      });
      const closed = once(lines, 'close');
      await once(child, 'exit');
      await closed;
      if (child.signalCode === 'SIGKILL') this.#producerKills++;
      keys = keys.filter((key) => !this.#acknowledged.has(key));
    }
  }

  async #consume(killAfterMs: number): Promise<void> {
    while (!this.#isDrained) {
      const child = this.#start('consumer', this.#path, this.#effects);
      const exit = once(child, 'exit');
      await once(streamOf(child), 'data');
      await sleep(Math.random() * killAfterMs);
      if (this.#isQueued) await this.#drained; // or no lease would ever run out
      child.kill('SIGKILL');
      await exit;
      this.#consumerKills++;
    }
  }

  #start(script: string, ...args: readonly string[]): ChildProcess {
    const file = join(this.#folder, `${script}.mjs`);
    return spawn(process.execPath, ['--no-warnings', file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  }

  async #bundle(...scripts: readonly string[]): Promise<void> {
    await build({
      entryPoints: scripts.map((script) => join(import.meta.dirname, `${script}.ts`)),
      bundle: true,
      format: 'esm',
      outExtension: { '.js': '.mjs' },
      platform: 'node',
      outdir: this.#folder,
    });
  }
}

function streamOf(child: ChildProcess): NonNullable<ChildProcess['stdout']> {
  if (child.stdout === null) throw new Error('The child has no output');
  return child.stdout;
}
