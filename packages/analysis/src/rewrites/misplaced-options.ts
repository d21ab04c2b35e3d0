import type { IneffectiveTimeout } from '../calls/facts.js';
import type { RewriteContext } from './context.js';
import { RewriteDraft } from './draft.js';
import { fitsArguments, insertionsForCall } from './insertion-choice.js';
import { scopeOfCall } from './names.js';
import type { Rewrite } from './rewrite.js';
import type { WrittenOption } from './written-option.js';

/** What a request's configuration may hold; an object with anything else in it is the body. */
const CONFIGURATION = new Set([
  ...[
    'adapter', 'auth', 'baseURL', 'cancelToken', 'decompress', 'headers', 'httpAgent', 'httpsAgent', 'maxBodyLength',
    'maxContentLength', 'maxRedirects',
  ],
  ...['onDownloadProgress', 'onUploadProgress', 'params', 'paramsSerializer', 'proxy', 'responseEncoding', 'responseType', 'signal', 'timeout'],
  ...['timeoutErrorMessage', 'transformRequest', 'transformResponse', 'validateStatus', 'withCredentials'],
]);

/** `axios.post(url, { timeout })` -> `axios.post(url, undefined, { timeout })`: the object stands where the body goes. */
export function moveMisplacedOptions(trap: IneffectiveTimeout, { object }: WrittenOption, context: RewriteContext): readonly Rewrite[] {
  const { holder, module, subject } = trap;
  if (subject.kind !== 'call' || holder.argsRange === undefined || holder.args.some(({ kind }) => kind === 'spread')) return [];
  const insertion = insertionsForCall(subject.of).find((candidate) => fitsArguments(candidate, holder));
  const position = holder.args.indexOf(object);
  if (insertion?.at.place !== 'call' || position < 0 || position !== holder.args.length - 1 || position >= insertion.at.argument) return [];
  if (!object.entries.every((entry) => entry.kind === 'property' && entry.name !== undefined && CONFIGURATION.has(entry.name))) return [];
  const draft = new RewriteDraft(context, scopeOfCall(holder, module));
  draft.insert(object.range[0], 'undefined, '.repeat(insertion.at.argument - position));
  const rewrite = draft.finish(`Move ${trap.option} to the request's options`, true);
  return rewrite === undefined ? [] : [rewrite];
}
