/** Which fact of the catalogue a call of a client is. */
import type { CallPattern } from '../catalog/schema.js';
import { compilePath } from '../catalog/paths.js';
import type { CallValue } from '../module/value.js';
import type { ClientOrigin } from '../resolve/origin.js';
import type { Resolver } from '../resolve/resolver.js';
import { isCallback, optionsAt, settingOf } from './options.js';

export function patternOf(resolver: Resolver, { client, members }: ClientOrigin, call: CallValue): CallPattern | undefined {
  return resolver.catalog
    .callsOf(client, members)
    .find(
      ({ command, option, tagged, callback }) =>
        (command === undefined || isCommand(call, command)) &&
        (option === undefined || maySet(resolver, call, option)) &&
        (tagged === undefined || call.tagged) &&
        (callback === undefined || hasCallback(resolver, call)),
    );
}

/** Only where the first argument is `new <command>(…)`. */
function isCommand({ args }: CallValue, command: string): boolean {
  const [first] = args;
  if (first?.kind !== 'call' || !first.isNew) return false;
  const { callee } = first;
  const name = callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.property : undefined;
  return name !== undefined && compilePath(command)([name]);
}

/** `receiveMessage({ WaitTimeSeconds: 20 })`, `send(new ReceiveMessageCommand({ WaitTimeSeconds: 20 }))`; zero sets nothing. */
function maySet(resolver: Resolver, { args: [first] }: CallValue, option: string): boolean {
  const options = first?.kind === 'call' && first.isNew ? first.args[0] : first;
  const setting = settingOf(resolver, optionsAt(resolver, options, resolver.home), option, { off: [0], holders: [] });
  return setting.state === 'set' || setting.state === 'unknown';
}

/** A function, or the name of one: `done`, a parameter of function type. */
function hasCallback(resolver: Resolver, { args }: CallValue): boolean {
  const last = args.at(-1);
  if (last === undefined) return false;
  return last.kind === 'function' || isCallback(last) || resolver.origins(last, resolver.home).some(({ kind }) => kind === 'function');
}
