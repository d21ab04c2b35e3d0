import { noDeadline, type Client, type Library } from '../schema.js';

/** `exec` and `execFile` hand failures to their callback or promise. */
const child: Client = {
  name: 'child process',
  makers: [
    // Node itself is there, or nobody would run this.
    { path: 'spawn', by: 'call', optionsAt: [1, 2], notGiven: /^process\.execPath$/ },
    { path: 'fork', by: 'call', optionsAt: [1, 2] },
  ],
  types: [],
  calls: [{ path: 'kill|disconnect', effect: 'shutdown' }],
  local: ['on|once|off|addListener|removeListener|send|ref|unref|stdin.**|stdout.**|stderr.**'],
  self: ['on()|once()|off()'],
  timeout: noDeadline,
  errorEvent: {
    unheard: 'crash',
    loss: 'A command that cannot be started',
    when: "Node emits 'error' on the child process",
    // No text is inserted: whoever waits for 'exit' would wait for ever.
    listenedBy: [{ package: 'node:events', path: 'once|on' }],
  },
  role: 'other',
  reported: 'nowhere',
};

export const nodeChildProcess: Library = {
  name: 'node:child_process',
  dependency: 'child process',
  kind: 'socket',
  packages: ['node:child_process'],
  globals: [],
  functions: [],
  clients: [child],
  processWide: [],
  source: ['https://nodejs.org/api/child_process.html#event-error', 'https://nodejs.org/api/events.html#error-events'],
  verified: 'experiment',
};
