/** What a worker is told before its next request: unsaved texts, and that files on disk have changed. */
import type { ToWorker } from '../worker/messages.js';

type Overlay = Extract<ToWorker, { readonly kind: 'overlay' }>;

export class WorkerNews {
  readonly #overlays = new Map<string, string>();
  readonly #untold = new Map<string, Overlay>();
  #isDiskNew = false;

  overlay(path: string, text: string | undefined): void {
    if (text === undefined) this.#overlays.delete(path);
    else this.#overlays.set(path, text);
    this.#untold.set(path, { kind: 'overlay', path, ...(text === undefined ? {} : { text }) });
  }

  /** Files on disk have changed. */
  refresh(): void {
    this.#isDiskNew = true;
  }

  /** A new process knows nothing yet. */
  startAnew(): void {
    this.#isDiskNew = false;
    this.#untold.clear();
    for (const [path, text] of this.#overlays) this.#untold.set(path, { kind: 'overlay', path, text });
  }

  /** All that was not told yet. */
  take(): ToWorker[] {
    const news: ToWorker[] = [...this.#untold.values(), ...(this.#isDiskNew ? [{ kind: 'refresh' } as const] : [])];
    this.#untold.clear();
    this.#isDiskNew = false;
    return news;
  }
}
