/** What the workspace depends on, as the server last said; asked for again when something has changed and somebody looks. */
import { EventEmitter, type Disposable } from 'vscode';
import type { FolderChecklist } from '@failsoft/language-server';
import type { Server } from '../server/server.js';

/** Many findings change at once. */
const quietTime = 800;

export type Inventory =
  | { readonly kind: 'scanning' }
  | { readonly kind: 'known'; readonly folders: readonly FolderChecklist[] }
  /** The server does not run. */
  | { readonly kind: 'unavailable' };

export class InventoryWatch implements Disposable {
  readonly #server: Server;
  readonly #changed = new EventEmitter<Inventory>();
  readonly onDidChange = this.#changed.event;
  #inventory: Inventory = { kind: 'scanning' };
  #isWatched = false;
  #isOutdated = true;
  #isAsking = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(server: Server) {
    this.#server = server;
  }

  get inventory(): Inventory {
    return this.#inventory;
  }

  /** What it is once it is no longer being looked for. */
  settled(): Promise<Inventory> {
    if (this.#inventory.kind !== 'scanning') return Promise.resolve(this.#inventory);
    return new Promise((resolve) => {
      const listener = this.onDidChange((inventory) => {
        listener.dispose();
        resolve(inventory);
      });
    });
  }

  /** Nothing is asked while nobody looks. */
  watch(isWatched: boolean): void {
    this.#isWatched = isWatched;
    void this.#refresh();
  }

  /** Findings, files or settings have changed. */
  outdated(): void {
    this.#isOutdated = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#refresh(), quietTime);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#isWatched = false;
    this.#changed.dispose();
  }

  async #refresh(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    while (this.#isWatched && this.#isOutdated) {
      this.#isOutdated = false;
      if (this.#inventory.kind === 'unavailable') this.#show({ kind: 'scanning' });
      this.#show(await this.#ask());
    }
    this.#isAsking = false;
  }

  async #ask(): Promise<Inventory> {
    try {
      const folders = await this.#server.inventory();
      return folders === undefined ? { kind: 'unavailable' } : { kind: 'known', folders };
    } catch {
      // The server has ended meanwhile. When it is back, this is outdated.
      return { kind: 'unavailable' };
    }
  }

  #show(inventory: Inventory): void {
    if (JSON.stringify(inventory) === JSON.stringify(this.#inventory)) return;
    this.#inventory = inventory;
    this.#changed.fire(inventory);
  }
}
