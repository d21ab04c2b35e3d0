import { noDeadline, type Client, type Library } from '../schema.js';

const socket: Client = {
  name: 'WebSocket',
  makers: [
    { path: '', by: 'new', optionsAt: [2] },
    { path: 'WebSocket', by: 'new', optionsAt: [2] },
    { path: 'WebSocketServer|Server', by: 'new', optionsAt: [], given: { event: 'connection' } },
  ],
  types: ['WebSocket'],
  calls: [{ path: 'close|terminate', effect: 'shutdown' }],
  local: ['on|once|off|addListener|removeListener|addEventListener|removeEventListener|send|ping|pong|pause|resume'],
  self: ['on()|once()|off()'],
  timeout: noDeadline,
  errorEvent: {
    unheard: 'crash',
    loss: 'A WebSocket that is refused, or whose peer breaks the protocol,',
    when: "ws emits 'error' on the socket",
    listenedBy: [
      { package: 'node:events', path: 'once|on' },
      { package: 'ws', path: 'createWebSocketStream' },
    ],
    logMessage: 'WebSocket failed',
  },
  role: 'other',
  reported: 'nowhere',
};

export const ws: Library = {
  name: 'ws',
  dependency: 'WebSocket peer',
  kind: 'socket',
  packages: ['ws'],
  globals: [],
  functions: [],
  clients: [socket],
  processWide: [],
  source: ['https://github.com/websockets/ws/blob/master/doc/ws.md#event-error-1', 'ws/lib/websocket.js (emitErrorAndClose, receiverOnError)'],
  verified: 'experiment',
};
