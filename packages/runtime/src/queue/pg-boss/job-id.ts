import type { StoredItem } from '../later-queue.js';

/** The same for the same name and key: a UUID of version 8 that is made of their SHA-256. */
export async function jobIdOf({ name, idempotencyKey }: StoredItem): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify([name, idempotencyKey])));
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
