import type { Insertion } from '../catalog/schema.js';
import type { CreatedClient } from '../calls/facts.js';
import type { CallValue } from '../module/value.js';
import type { RewriteContext } from './context.js';
import { RewriteDraft } from './draft.js';
import { fitsArguments, insertionsAt, isForbidden } from './insertion-choice.js';
import { scopeOfCall } from './names.js';
import { lastEntry } from './object-merge.js';
import { objectAt, optionsOfCreation } from './options-place.js';
import { mannerOf, setOptions } from './options-setting.js';
import { planProperties, settingTitle } from './planned-property.js';
import type { Rewrite } from './rewrite.js';

/** `new Redis(url)` -> `new Redis(url, { commandTimeout: 1_000 })`: the options that bound every call of a client. */
export function setClientTimeout(client: CreatedClient, context: RewriteContext): readonly Rewrite[] {
  const { creation, configuredBy, maker } = client;
  if (creation === undefined || client.module !== context.module) return [];
  // A client inside another decides, or the one that is connected elsewhere.
  if (configuredBy !== undefined || maker.configured === 'elsewhere' || !hasOwnOptions(client) || !isUnset(client)) return [];
  for (const insertion of insertionsAt(client, 'client', client.version)) {
    const rewrite = setByInsertion(client, creation, insertion, context);
    if (rewrite !== undefined) return [rewrite];
  }
  return [];
}

/** `forRootAsync({ useFactory })`: the options are what the factory answers. */
function hasOwnOptions({ maker, optionsLiteral }: CreatedClient): boolean {
  if (optionsLiteral === undefined) return true;
  const { notWith = [], factory } = maker;
  // Where one of several texts decides, that the creation is known says that it is none of them.
  const decisive = [
    ...notWith.flatMap(({ path, is }) => (is === undefined ? (path.split('.')[0] ?? []) : [])),
    ...(factory === undefined ? [] : [factory.function, factory.class]),
  ];
  return decisive.every((name) => lastEntry(optionsLiteral, name) === undefined);
}

/** What a spread brings from elsewhere may be a timeout, which this one would replace. */
function isUnset({ timeout, optionsLiteral }: CreatedClient): boolean {
  if (timeout.verdict !== 'unknown') return timeout.verdict === 'missing';
  return optionsLiteral?.entries.every((entry) => entry.kind === 'property' && entry.name !== undefined) ?? false;
}

function setByInsertion(client: CreatedClient, creation: CallValue, insertion: Insertion, context: RewriteContext): Rewrite | undefined {
  const { module, library, maker, optionsLiteral } = client;
  if (!fitsArguments(insertion, creation)) return undefined;
  const place = optionsOfCreation(creation, maker.optionsAt, optionsLiteral);
  if (place === undefined || isForbidden(insertion, objectAt(place)) || (insertion.notWithBlockingCalls && client.blocking)) return undefined;
  const draft = new RewriteDraft(context, scopeOfCall(creation, module));
  const planned = planProperties(insertion.properties, objectAt(place), draft);
  if (planned === undefined) return undefined;
  const merged = setOptions(module, creation, place, planned, mannerOf(insertion, library));
  if (merged === undefined) return undefined;
  draft.add(merged.edits);
  return draft.finish(settingTitle(merged.set), true);
}
