import { fetchWait } from '../fetch-wait.js';
import { oneOf } from '../alternatives.js';
import { globalDispatcher } from '../http/fetch.js';
import type { CallPattern, Client, Library, Maker, TimeoutFacts, TimeoutOption } from '../schema.js';

const authReads = oneOf('getUser getSession getClaims getUserIdentities refreshSession exchangeCodeForSession reauthenticate');
const authWrites = oneOf(`
  signUp signInWithPassword signInWithOtp signInWithOAuth signInWithIdToken signInWithSSO signInAnonymously signOut verifyOtp resend
  resetPasswordForEmail updateUser setSession linkIdentity unlinkIdentity`);
const admin = oneOf('createUser deleteUser getUserById listUsers updateUserById inviteUserByEmail generateLink signOut');
const stored = oneOf('upload update remove move copy createSignedUploadUrl uploadToSignedUrl');
const read = oneOf('download list createSignedUrl createSignedUrls exists');

/** Queries are sent when awaited; nothing is thrown: the answer is `{ data, error }`. */
const calls: readonly CallPattern[] = [
  { path: 'from().select', effect: 'read', lazy: true },
  { path: 'from().insert|update|upsert|delete', effect: 'write', lazy: true },
  { path: 'schema().from().select', effect: 'read', lazy: true },
  { path: 'schema().from().insert|update|upsert|delete', effect: 'write', lazy: true },
  { path: 'rpc', effect: 'write', lazy: true },
  { path: 'schema().rpc', effect: 'write', lazy: true },
  { path: `auth.${authReads}`, effect: 'read' },
  { path: `auth.${authWrites}`, effect: 'write' },
  { path: `auth.admin.${admin}`, effect: 'write' },
  { path: `storage.from().${read}`, effect: 'read' },
  { path: `storage.from().${stored}`, effect: 'write' },
  { path: 'storage.listBuckets|getBucket', effect: 'read' },
  { path: 'storage.createBucket|updateBucket|deleteBucket|emptyBucket', effect: 'write' },
  { path: 'functions.invoke', effect: 'write' },
  { path: '**.subscribe', effect: 'blocking' },
  { path: 'removeChannel|removeAllChannels', effect: 'shutdown' },
];

const covers: TimeoutOption['covers'] = ['dns', 'connect', 'request', 'headers'];

const ownFetch: Pick<TimeoutOption, 'unit' | 'disabled' | 'covers' | 'isCustom'> = { unit: 'ms', disabled: [], covers: [], isCustom: true };
const limitedFetch = 'fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(5_000) })';

/** The options of queries; sign-in, storage and functions have only the fetch. */
function timeoutAt(options: string): TimeoutFacts {
  return {
    options: {
      'db.timeout': { versions: '>=2.94.0 || <1.0.0', place: { at: 'client', path: `${options}db.timeout` }, unit: 'ms', disabled: [0], covers },
      '.abortSignal()': {
        place: { at: 'chain', method: 'abortSignal', argument: 0 },
        unit: 'ms',
        disabled: [],
        covers: [...covers, 'body'],
        isSignal: true,
      },
      'global.fetch': { versions: '>=2.0.0 || <1.0.0', place: { at: 'client', path: `${options}global.fetch` }, ...ownFetch },
      fetch: { versions: '>=1.0.0 <2.0.0', place: { at: 'client', path: `${options}fetch` }, ...ownFetch },
    },
    sufficient: [['db.timeout'], ['.abortSignal()']],
    default: [fetchWait('*', 'it')],
    insertions: [],
    remedy: [
      { versions: '>=2.0.0 || <1.0.0', says: `Give it a fetch with a deadline: \`global: { ${limitedFetch} }\`.` },
      { versions: '>=1.0.0 <2.0.0', says: `Give it a fetch with a deadline: \`{ ${limitedFetch} }\`.` },
    ],
  };
}

const timeout = timeoutAt('');

const maker: Omit<Maker, 'path'> = { by: 'call', optionsAt: [2] };

const client: Client = {
  name: 'Supabase client',
  makers: [
    { path: 'createClient', ...maker },
    // Of @supabase/ssr.
    { path: 'createServerClient', ...maker },
  ],
  types: ['SupabaseClient'],
  calls,
  local: ['channel|getChannels', 'auth.onAuthStateChange|startAutoRefresh|stopAutoRefresh', 'storage.from().getPublicUrl', 'realtime.**'],
  self: [],
  timeout: {
    ...timeout,
    insertions: [
      {
        versions: '>=2.94.0',
        at: { place: 'client' },
        properties: [{ name: 'db', value: { properties: [{ name: 'timeout', value: { setting: 'database', times: 1 } }] } }],
        notWith: [],
        notWithBlockingCalls: false,
      },
    ],
  },
  errorEvent: { unheard: 'none' },
  failures: 'answered',
  role: 'other',
  reported: 'creation',
};

export const supabase: Library = {
  name: 'Supabase',
  dependency: 'Supabase',
  kind: 'database',
  packages: ['@supabase/supabase-js', '@supabase/ssr'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [globalDispatcher],
  source: [
    'https://supabase.com/docs/reference/javascript/initializing',
    'https://supabase.com/docs/reference/javascript/db-abortsignal',
    '@supabase/postgrest-js/dist/index.cjs (timeout, from 2.94 on)',
  ],
  verified: 'experiment',
};
