/** Which fact of the catalogue a call of a client is. */
import type { CallPattern } from '../catalog/schema.js';
import { compilePath } from '../catalog/paths.js';
import type { CallValue } from '../module/value.js';
import type { ClientOrigin } from '../resolve/origin.js';
import type { Resolver } from '../resolve/resolver.js';

export function patternOf({ catalog }: Resolver, { client, members }: ClientOrigin, call: CallValue): CallPattern | undefined {
  return catalog.callsOf(client, members).find(({ command }) => command === undefined || isCommand(call, command));
}

/** Only where the first argument is `new <command>(…)`. */
function isCommand({ args }: CallValue, command: string): boolean {
  const [first] = args;
  if (first?.kind !== 'call' || !first.isNew) return false;
  const { callee } = first;
  const name = callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.property : undefined;
  return name !== undefined && compilePath(command)([name]);
}
