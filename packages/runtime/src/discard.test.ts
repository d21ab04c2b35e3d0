import { expect, it, vi } from 'vitest';
import { fail } from '../test/broken.js';
import { promisesSettled } from '../test/manual-clock.js';
import { discard } from './discard.js';

it('the body of an answer that is discarded is cancelled', async () => {
  const cancelled = vi.fn();
  discard(new Response(new ReadableStream({ cancel: cancelled })));
  await promisesSettled();

  expect(cancelled).toHaveBeenCalledTimes(1);
});

it.each([
  ['a body that somebody reads', (): unknown => {
    const response = new Response('text');
    response.body?.getReader();
    return response;
  }],
  ['a body that can not be cancelled', (): unknown => ({ body: { cancel: fail } })],
  ['a body that throws', (): unknown => ({ body: { cancel: () => { throw new Error('no'); } } })],
  ['an answer without a body', (): unknown => new Response(undefined, { status: 204 })],
  ['nothing', (): unknown => undefined],
])('%s is left alone', async (_title, answer) => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  discard(answer());
  await promisesSettled();
  process.off('unhandledRejection', unhandled);

  expect(unhandled).not.toHaveBeenCalled();
});
