/** What one answer is told of files and their clients: it rests on that. */
import type { ClientSource, Clients } from './calls/clients.js';
import type { ExternalCall } from './calls/facts.js';
import type { FileAnswers } from './file-answers.js';
import type { Informant } from './informant.js';
import type { ModuleModel } from './module/model.js';
import type { ClientOrigin } from './resolve/origin.js';
import type { Resolver } from './resolve/resolver.js';
import type { Settings } from './settings/settings.js';
import type { Recording } from './workspace/answers.js';

export class Asker implements ClientSource {
  /** Of answers apart from the others. */
  readonly #apart = new Set<Recording>();

  constructor(
    private readonly informant: Informant,
    private readonly recording: Recording,
  ) {}

  /** Files that answers apart from the others rest on. */
  get readApart(): readonly string[] {
    return [...this.#apart].flatMap(({ basis }) => [...basis.texts, ...basis.tests.keys()]);
  }

  get settings(): Settings {
    return this.informant.settings;
  }

  clientsOf(module: ModuleModel): Clients {
    return this.#answersOf(module).clients;
  }

  callsOf(module: ModuleModel): readonly ExternalCall[] {
    return this.#answersOf(module).calls;
  }

  creationsFor(origin: ClientOrigin, user: ModuleModel): readonly ClientOrigin[] {
    return this.informant.creationsIn(this.recording.workspace, origin, user);
  }

  isQuiet(module: ModuleModel): boolean {
    return this.informant.audienceIn(this.recording.workspace, module.path, module.text).kind === 'quiet';
  }

  apart<Answer>(home: ModuleModel, answer: (resolver: Resolver, source: ClientSource) => Answer): () => Answer {
    const { informant, recording } = this;
    let known: { readonly answer: Answer; readonly recording: Recording } | undefined;
    return () => {
      if (known !== undefined) {
        if (informant.holds(known.recording)) return known.answer;
        this.#apart.delete(known.recording);
      }
      const own = informant.record();
      this.#apart.add(own);
      own.basis.addAnswer(recording.basis);
      known = { recording: own, answer: answer(informant.resolverIn(own.workspace, home), new Asker(informant, own)) };
      return known.answer;
    };
  }

  #answersOf(module: ModuleModel): FileAnswers {
    const answers = this.informant.answersOf(module);
    this.recording.basis.addAnswer(answers.recording.basis);
    return answers;
  }
}
