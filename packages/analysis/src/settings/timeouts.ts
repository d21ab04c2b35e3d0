import type { DependencyKind } from '../catalog/schema.js';

/** Milliseconds that rewrites insert, by kind of dependency. */
export type Timeouts = Readonly<Record<DependencyKind | 'connect', number>>;

export const defaultTimeouts: Timeouts = {
  http: 5_000,
  connect: 2_000,
  database: 5_000,
  cache: 1_000,
  queue: 5_000,
  mail: 10_000,
  rpc: 5_000,
  sdk: 10_000,
  ai: 120_000,
  file: 5_000,
  socket: 5_000,
};
