import type { Protection } from './schema.js';

/** https://github.com/mcollina/fastq#readme: the worker comes first, or behind what `this` is in it. */
export const fastq: Protection = {
  name: 'fastq',
  packages: ['fastq'],
  constructs: ['', 'promise'].flatMap((path) => [0, 1].map((argument) => ({ form: 'function', path, argument, gives: [{ protects: 'concurrency' }] }))),
};
