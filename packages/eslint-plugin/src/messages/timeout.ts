/** What a missing timeout means, in the catalogue's own figures. */
import { preferredOf, remedyOf, writtenOption, type CreatedClient, type ExternalCall } from '@failsoft/analysis';
import { listed, nounOf, spokenWait, spokenWaitOfFunction, withArticle } from './wording.js';

/** `A Redis command can wait for ever: this ioredis client sets no commandTimeout (ioredis has none by default).` */
export function clientWithoutTimeout(created: CreatedClient): string {
  const { library, client, version, lacks, defaultBound: bound } = created;
  const subject = `${withArticle(library.dependency.replace(' peer', ''))} ${nounOf(library.kind)} can ${waitOf(created, bound.ms)}`;
  // What a single call may set is none of the client's own.
  const options = optionNames(client.timeout, lacks.filter((name) => client.timeout.options[name]?.place.at === 'client'));
  const remedy = remedyOf(client.timeout, version);
  if (options.length === 0) return `${subject}: ${bound.phrase}.${remedy === undefined ? '' : ` ${remedy}`}`;
  return `${subject}: this ${client.name} sets no ${listed(options, 'or')} (${bound.phrase}).`;
}

/** `This request can take 5 minutes: fetch has no deadline of its own (undici gives up on headers after 300 s).` */
export function callWithoutTimeout(external: ExternalCall): string {
  const { library, target, defaultBound: bound } = external;
  const facts = target.kind === 'function' ? target.facts.timeout : target.client.timeout;
  const version = target.kind === 'function' ? target.version : target.creations[0]?.version;
  const options = optionNames(facts, preferredOf(facts, version));
  const cause = options.length === 0 ? `${library.name} has no deadline of its own` : `this call sets no ${listed(options, 'or')}`;
  return `This ${nounOf(library.kind)} can ${waitOf(external, bound.ms)}: ${cause} (${bound.phrase}).`;
}

function waitOf({ platformEnd }: CreatedClient | ExternalCall, milliseconds: number | null): string {
  return platformEnd === undefined ? spokenWait(milliseconds) : spokenWaitOfFunction(milliseconds, platformEnd);
}

/** The options that are to be set, as written in code; none where that is a signal, or only a URL could hold them. */
function optionNames({ options }: CreatedClient['client']['timeout'], names: readonly string[]): readonly string[] {
  if (names.some((name) => options[name]?.isSignal === true)) return [];
  return names.flatMap((name) => {
    const option = options[name];
    return option === undefined || option.place.at === 'url' || option.mustBe !== undefined ? [] : [writtenOption(option.place)];
  });
}
