/** What is known of the clients and calls of one file, for as long as what that rests on is as it was. */
import type { Clients } from './calls/clients.js';
import { externalCallsIn } from './calls/external-calls.js';
import type { ExternalCall } from './calls/facts.js';
import type { Recording } from './workspace/answers.js';

export class FileAnswers {
  #calls: readonly ExternalCall[] | undefined;

  constructor(
    readonly clients: Clients,
    readonly recording: Recording,
  ) {}

  get calls(): readonly ExternalCall[] {
    if (this.#calls === undefined) {
      // Set first: files that import each other must not go round for ever.
      this.#calls = [];
      this.#calls = externalCallsIn(this.clients);
    }
    return this.#calls;
  }
}
