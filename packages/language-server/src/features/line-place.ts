import { uriOf } from '../documents/file-path.js';

/** A line of a file, as people and as clients name it. */
export interface LinePlace {
  readonly uri: string;
  /** 'redis.ts:3' */
  readonly name: string;
  /** 1-based. */
  readonly line: number;
}

/** @param place `path:line` */
export function linePlaceOf(place: string): LinePlace {
  const colon = place.lastIndexOf(':');
  const path = place.slice(0, colon);
  return { uri: uriOf(path), name: place.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1), line: Number(place.slice(colon + 1)) };
}
