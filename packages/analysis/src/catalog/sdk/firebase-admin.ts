import { oneOf } from '../alternatives.js';
import type { CallPattern, Client, Library, TimeoutFacts } from '../schema.js';

const firestoreCalls: readonly CallPattern[] = [
  { path: '**.get|getAll|count().get|listCollections|listDocuments', effect: 'read' },
  { path: '**.set|update|delete|create|add|commit|runTransaction|bulkWriter().close', effect: 'write' },
  { path: '**.onSnapshot', effect: 'blocking' },
  { path: 'terminate', effect: 'shutdown' },
];

const authCalls: readonly CallPattern[] = [
  { path: oneOf('verifyIdToken verifySessionCookie getUser getUserByEmail getUserByPhoneNumber getUsers listUsers'), effect: 'read' },
  {
    path: oneOf('createUser updateUser deleteUser deleteUsers setCustomUserClaims revokeRefreshTokens createSessionCookie importUsers'),
    effect: 'write',
  },
  { path: oneOf('generatePasswordResetLink generateEmailVerificationLink generateSignInWithEmailLink'), effect: 'write' },
];

const messagingCalls: readonly CallPattern[] = [
  {
    path: 'send|sendEach|sendEachForMulticast|sendMulticast|sendAll|sendToDevice|sendToTopic|subscribeToTopic|unsubscribeFromTopic',
    effect: 'write',
  },
];

function bounded(ms: number, phrase: string): TimeoutFacts {
  return { options: {}, sufficient: [], default: [{ versions: '*', ms, phrase, verified: 'source' }], insertions: [] };
}

function service(name: string, maker: string, type: string, calls: readonly CallPattern[], timeout: TimeoutFacts): Client {
  return {
    name,
    makers: [
      { path: maker, by: 'call', optionsAt: [] },
      { path: maker.replace(/^get(.)/, (_, first: string) => first.toLowerCase()), by: 'call', optionsAt: [] },
    ],
    types: [type],
    calls,
    local: [],
    self: [],
    timeout,
    errorEvent: { unheard: 'none' },
    role: 'other',
    reported: 'creation',
  };
}

export const firebaseAdmin: Library = {
  name: 'firebase-admin',
  dependency: 'Firebase',
  kind: 'sdk',
  packages: ['firebase-admin'],
  globals: [],
  functions: [],
  clients: [
    service('Firestore client', 'getFirestore', 'Firestore', firestoreCalls, bounded(60_000, 'Firestore gives up on an attempt after 60 s')),
    service('Firebase Auth client', 'getAuth', 'Auth', authCalls, bounded(25_000, 'Firebase Auth gives up after 25 s')),
    service('Firebase Messaging client', 'getMessaging', 'Messaging', messagingCalls, bounded(15_000, 'Firebase Messaging gives up after 15 s')),
  ],
  processWide: [],
  source: [
    'https://firebase.google.com/docs/reference/admin/node',
    'firebase-admin/lib/auth/auth-api-request.js (25000)',
    'firebase-admin/lib/messaging/messaging-api-request-internal.js (15000)',
  ],
  verified: 'source',
};
