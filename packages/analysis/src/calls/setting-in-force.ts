/** What the options in force say: of the client, of the call, in its connection string, chained to it. */
import { compilePath } from '../catalog/paths.js';
import type { TimeoutOption } from '../catalog/schema.js';
import type { Making } from '../resolve/made-options.js';
import type { Resolver } from '../resolve/resolver.js';
import type { BoundQuestion, CallingSite } from './bounds.js';
import { chainedCalls } from './chained.js';
import { endingOf } from './endings.js';
import { absent, settingOfValue, stringOf, type Setting } from './option-values.js';
import { optionsAt, optionsOfMaking, settingOf, type OptionsSource, type Reading } from './options.js';

export function settingFor(resolver: Resolver, option: TimeoutOption, { library, making, calling }: BoundQuestion): Setting {
  const { place } = option;
  const reading: Reading = { off: option.disabled, holders: library.optionHolders ?? [] };
  switch (place.at) {
    case 'client':
      return making === undefined ? absent : settingAtCreation(resolver, option, place.path, making, reading);
    case 'call': {
      if (calling === undefined || (place.methods !== undefined && !compilePath(place.methods)(calling.path))) return absent;
      const { args } = calling.call;
      const position = place.argument === 'last' ? args.length - 1 : place.argument;
      if (args.slice(0, position + 1).some(({ kind }) => kind === 'spread')) return { state: 'unknown', why: 'its arguments are spread' };
      return settingIn(resolver, option, optionsAt(resolver, args[position], calling.module, reading.holders), place.path, reading);
    }
    case 'url':
      return making === undefined ? absent : settingInUrl(resolver, option, place.parameter, making);
    case 'chain':
      if (place.methods !== undefined && calling !== undefined && !compilePath(place.methods)(calling.path)) return absent;
      return [calling, making].reduce<Setting>(
        (found, site) => (found.state !== 'absent' || site === undefined ? found : settingInChain(resolver, place, site, reading)),
        absent,
      );
    case 'ending':
      return calling === undefined ? absent : endingOf(resolver, place, calling);
  }
}

type ChainPlace = Extract<TimeoutOption['place'], { at: 'chain' }>;

function settingInChain(
  resolver: Resolver,
  { method, argument, path }: ChainPlace,
  { call, module }: Pick<CallingSite, 'call' | 'module'>,
  reading: Reading,
): Setting {
  for (const { args } of chainedCalls(resolver, call, method, module)) {
    const value = args[argument];
    if (value === undefined) continue;
    const setting =
      path === undefined
        ? value.kind === 'object'
          ? absent
          : settingOfValue(resolver, value, module, reading.off)
        : settingOf(resolver, optionsAt(resolver, value, module), path, reading);
    if (setting.state !== 'absent') return setting;
  }
  return absent;
}

function settingAtCreation(resolver: Resolver, option: TimeoutOption, path: string, making: Making, reading: Reading): Setting {
  let doubt: Setting | undefined;
  for (const position of making.maker.optionsAt) {
    const setting = settingIn(resolver, option, optionsOfMaking(resolver, making, position, reading.holders), path, reading);
    if (setting.state === 'unknown') doubt ??= setting;
    else if (setting.state !== 'absent') return setting;
  }
  return doubt ?? absent;
}

/** `?connect_timeout=10` of a connection string; one from the environment sets nothing. */
function settingInUrl(resolver: Resolver, option: TimeoutOption, parameter: string, making: Making): Setting {
  const { call, module, maker } = making;
  const texts = [
    ...(maker.urlAt === undefined ? [] : [{ value: call.args[maker.urlAt], module }]),
    ...(maker.urlIn ?? []).flatMap((path) =>
      maker.optionsAt.flatMap((position) => {
        const setting = settingOf(resolver, optionsOfMaking(resolver, making, position, []), path, { off: [], holders: [] });
        return setting.state === 'set' ? [{ value: setting.value, module: setting.module }] : [];
      }),
    ),
  ];
  for (const { value, module: home } of texts) {
    const text = stringOf(resolver, value, home);
    const digits = text === undefined ? undefined : new RegExp(`[?&]${parameter}=(\\d+)`).exec(text)?.[1];
    if (value === undefined || digits === undefined) continue;
    const number = Number(digits);
    if (option.disabled.includes(number)) return { state: 'off', range: value.range, module: home, text: `${parameter}=${digits}`, value: number };
    return { state: 'set', value, range: value.range, module: home, number };
  }
  return absent;
}

function settingIn(resolver: Resolver, option: TimeoutOption, source: OptionsSource, path: string, reading: Reading): Setting {
  const setting = settingOf(resolver, source, path, reading);
  if (option.mustBe === undefined || setting.state !== 'set') return setting;
  return setting.value.kind !== 'literal' || setting.value.value === option.mustBe ? setting : absent;
}
