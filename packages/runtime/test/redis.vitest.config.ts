import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { root: join(import.meta.dirname, '..'), include: ['test/redis.e2e.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
