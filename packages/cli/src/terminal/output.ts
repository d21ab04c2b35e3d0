import type { Writable } from 'node:stream';

/**
 * Writes piece by piece and waits while the reader is behind, so that a large report neither fills the memory nor is cut short.
 * A reader that has gone away (`failsoft check | head`) ends the writing silently.
 */
export async function write(stream: Writable, pieces: Iterable<string>): Promise<void> {
  const state = { isGone: false };
  // Stays attached: the error of the last pieces comes after they are written.
  stream.on('error', (error) => {
    if (!('code' in error) || error.code !== 'EPIPE') throw error;
    state.isGone = true;
  });
  for (const piece of pieces) {
    if (state.isGone || stream.destroyed) return;
    if (!stream.write(piece)) await room(stream);
  }
}

function room(stream: Writable): Promise<void> {
  const events = ['drain', 'close', 'error'] as const;
  return new Promise((resolve) => {
    const done = () => {
      for (const event of events) stream.off(event, done);
      resolve();
    };
    for (const event of events) stream.on(event, done);
  });
}
