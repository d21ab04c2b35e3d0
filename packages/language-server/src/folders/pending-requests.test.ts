import { expect, test } from 'vitest';
import { PendingRequests, type Question } from './pending-requests.js';
import { WorkerFailure } from './worker-failure.js';

const lint = (path: string): Question => ({ kind: 'lint', path, text: '' });
const pathOf = (question: Question | undefined): string | undefined => (question !== undefined && 'path' in question ? question.path : undefined);

test('what somebody waits for is asked first, and once', async () => {
  const requests = new PendingRequests();
  void requests.add({ kind: 'survey', paths: [] }, 'background', undefined);
  const answer = requests.add(lint('a'), 'waited-for', undefined);
  const asked = requests.next();
  expect(pathOf(asked)).toBe('a');
  const id = asked?.id ?? 0;
  expect(requests.answer(id + 1, { kind: 'paths', id: id + 1, paths: [] })).toBe(false);
  expect(requests.answer(id, { kind: 'paths', id, paths: ['x'] })).toBe(true);
  expect(requests.answer(id, { kind: 'paths', id, paths: [] })).toBe(false);
  expect(await answer).toMatchObject({ paths: ['x'] });
  expect(requests.next()?.kind).toBe('survey');
});

test('what nobody waits for any more is not asked', async () => {
  const requests = new PendingRequests();
  const abort = new AbortController();
  const answer = requests.add(lint('a'), 'waited-for', abort.signal);
  abort.abort(new Error('a newer text has come'));
  expect(requests.hasNext()).toBe(false);
  await expect(answer).rejects.toThrow('a newer text has come');
});

test('a question is asked again before all others, or fails alone', async () => {
  const requests = new PendingRequests();
  const first = requests.add(lint('a'), 'waited-for', undefined);
  void requests.add(lint('b'), 'waited-for', undefined);
  requests.next();
  requests.retryCurrent();
  expect(pathOf(requests.next())).toBe('a');
  requests.failCurrent(new WorkerFailure('it hung'));
  await expect(first).rejects.toThrow('it hung');
  expect(requests.current).toBeUndefined();
  expect(pathOf(requests.next())).toBe('b');
});
