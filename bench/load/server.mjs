/**
 * The dependency: ten workers behind a queue, as a pool of connections or threads is. It works off what is in the queue
 * also for callers who have left, since most servers don't notice. Told by its parent how it does.
 */
import { createServer } from 'node:http';

const workers = 10;
const waiting = [];
let busy = 0;
let health = { serviceMs: 20, status: 200 };
let received = 0;

function work() {
  while (busy < workers && waiting.length > 0) {
    const response = waiting.shift();
    const { serviceMs, status } = health;
    busy++;
    setTimeout(() => {
      busy--;
      response.writeHead(status).end('answer');
      work();
    }, serviceMs);
  }
}

const server = createServer((_request, response) => {
  received++;
  waiting.push(response);
  work();
});
server.keepAliveTimeout = 30_000;
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));

process.on('message', (told) => {
  if (told.health !== undefined) health = told.health;
  process.send({ received, waiting: waiting.length });
});
process.on('disconnect', () => process.exit());
