import { oneOf } from '../alternatives.js';
import type { Library, TimeoutFacts } from '../schema.js';

/** From the manual only: a write waits for the backend while the client is offline. */
const timeout: TimeoutFacts = {
  options: {},
  sufficient: [],
  default: [{ versions: '*', ms: null, phrase: 'Firebase has none by default' }],
  insertions: [],
  remedy: 'Run the call in `withTimeout`.',
};

export const firebase: Library = {
  name: 'firebase',
  dependency: 'Firebase',
  kind: 'sdk',
  packages: ['firebase/firestore', 'firebase/auth', 'firebase/storage', 'firebase/functions', '@firebase/firestore'],
  globals: [],
  functions: [
    {
      path: oneOf('getDoc getDocs getDocFromServer getDocsFromServer getCountFromServer getDownloadURL getMetadata listAll'),
      effect: 'read',
      timeout,
    },
    { path: oneOf('setDoc addDoc updateDoc deleteDoc runTransaction uploadBytes uploadString deleteObject'), effect: 'write', timeout },
    {
      path: oneOf('signInWithEmailAndPassword signInWithCustomToken createUserWithEmailAndPassword sendPasswordResetEmail sendEmailVerification'),
      effect: 'write',
      timeout,
    },
  ],
  clients: [],
  processWide: [],
  source: ['https://firebase.google.com/docs/reference/js'],
  verified: 'documentation',
};
