/** Files that somebody runs, once: they import what others serve, and say nothing of who waits for it. */
import { FileQuestion } from '../workspace/answers.js';
import { audienceByPlace } from './places.js';
import { isProgramFile } from './programs.js';

/** By their places, or by what they do. */
export const runByHand = new FileQuestion<boolean>(
  (workspace, path, text) => {
    const byPlace = audienceByPlace(workspace, path);
    if (byPlace === undefined) return isProgramFile(workspace, path, text);
    return byPlace.kind === 'quiet' && (byPlace.why === 'script' || byPlace.why === 'migration' || byPlace.why === 'config');
  },
  { inCircle: false },
);
