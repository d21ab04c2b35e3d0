import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join, normalize } from 'node:path';

const page = `<!doctype html><title>failsoft</title><script type="module">
  import * as runtime from '/dist/index.js';
  import { smoke } from '/hosts/smoke.mjs';
  smoke(runtime, location.origin).then((outcome) => { globalThis.outcome = outcome; });
</script>`;

/** A loopback server that answers, keeps silent, and hands out the built runtime as the modules that it is made of. */
export async function startOrigin(packageFolder) {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://origin').pathname);
    if (path === '/silence') return;
    if (path === '/answer') response.end('answer');
    else if (path === '/') response.setHeader('content-type', 'text/html').end(page);
    else if (/^\/(?:dist|hosts)\/[\w/-]+\.m?js$/.test(path)) sendModule(response, join(packageFolder, path));
    else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${server.address().port}`, close };
}

function sendModule(response, file) {
  readFile(file).then(
    (text) => response.setHeader('content-type', 'text/javascript').end(text),
    () => response.writeHead(404).end(),
  );
}
