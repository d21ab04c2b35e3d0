import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Hosts are processes of their own; two at a time suit a small machine.
  test: { include: ['*.test.ts'], testTimeout: 240_000, hookTimeout: 240_000, maxConcurrency: 2 },
});
