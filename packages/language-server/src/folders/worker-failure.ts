/** Why a folder's worker has no answer: a sentence without full stop. */
export class WorkerFailure extends Error {
  override readonly name = 'WorkerFailure';
}
