/** What is known of the clients and calls of one file, for as long as what that rests on is as it was. */
import type { Asker } from './asker.js';
import type { Clients } from './calls/clients.js';
import { externalCallsIn } from './calls/external-calls.js';
import type { ExternalCall } from './calls/facts.js';
import type { Recording } from './workspace/answers.js';

export class FileAnswers {
  #calls: readonly ExternalCall[] | undefined;

  constructor(
    readonly clients: Clients,
    readonly recording: Recording,
    private readonly asker: Asker,
  ) {}

  /** Files that were read so far. */
  get dependsOn(): ReadonlySet<string> {
    const { resolver, finder } = this.clients;
    return new Set([...resolver.dependsOn, ...finder.dependsOn, ...this.asker.readApart]);
  }

  get calls(): readonly ExternalCall[] {
    if (this.#calls === undefined) {
      // Set first: files that import each other must not go round for ever.
      this.#calls = [];
      this.#calls = externalCallsIn(this.clients);
    }
    return this.#calls;
  }
}
