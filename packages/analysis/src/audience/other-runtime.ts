/** Code of runtimes other than Node, whose `fetch` and sockets have limits of their own: Cloudflare Workers, Fastly Compute, edge functions. */
import type { PackageManifest, Workspace } from '../workspace/workspace.js';
import { anyOf } from '../any-of.js';
import { runsAtTheEdge } from './edge-runtime.js';
import { withoutComments } from './waiting.js';

const runtimeImport = anyOf(
  /(?:from|import|require\()\s*['"](?:cloudflare:[\w-]+|fastly:[\w-]+|@upstash\/redis\/(?:cloudflare|fastly))['"]/,
  /(?:from|import|require\()\s*['"](?:hono\/cloudflare-workers|@fastly\/js-compute|agents)['"]/,
  /(?:from|import|require\()\s*['"]@cloudflare\/(?:agents|itty-router-openapi)['"]/,
);

/** `addEventListener('fetch', (event) => event.respondWith(…))` at the top of a file: a Worker of the older kind, or a page's. */
const workerEvent = /^(?:self\.|globalThis\.)?addEventListener\s*\(\s*['"](?:fetch|scheduled)['"]/m;

const ownMarks = [runtimeImport, workerEvent];

/** Deployment files of those runtimes. Their types alone say nothing: libraries for several runtimes have these, too. */
const deployments = ['wrangler.toml', 'wrangler.json', 'wrangler.jsonc', 'fastly.toml'];
const deploys = /["\s](?:wrangler|fastly compute)\s+(?:dev|deploy|publish|serve)\b/;

/** With one of these, a package has a server of Node too: only what the file says itself counts. */
const nodeServers = anyOf(
  /^(?:express|fastify|koa|@nestjs\/core|@hapi\/hapi|restify|polka|@hono\/node-server|@adonisjs\/core|nuxt)$/,
  /^(?:@remix-run\/(?:node|express|serve)|@react-router\/(?:node|express|serve)|pm2|nodemon|ts-node-dev|socket\.io)$/,
  /^(?:bullmq|dockerode)$/,
);
/** Servers of Node as well, unless they are built for something else. */
const adaptable = /^(?:next|astro|@sveltejs\/kit)$/;
const workerAdapters = /^(?:@astrojs\/cloudflare|@sveltejs\/adapter-cloudflare(?:-workers)?|@opennextjs\/cloudflare|@cloudflare\/next-on-pages)$/;
const nodeAdapters = /^(?:@astrojs\/(?:node|vercel|netlify)|@sveltejs\/adapter-(?:node|vercel|netlify))$/;
/** `adapter({ edge: true })` of Vercel, later `adapter({ runtime: 'edge' })`. */
const edgeAdapter = /\badapter-vercel\b[^]*\badapter\s*\(\s*\{[^}]*\b(?:edge\s*:\s*true|runtime\s*:\s*['"]edge['"])/;

/** What starts the file by Node, whatever else is in its package. */
const nodeProgram = /\.listen\s*\(|@hono\/node-server|\bprocess\.(?:argv|exit)\b|\brequire\.main\b/;

const known = new WeakMap<PackageManifest, boolean>();

export function isOfOtherRuntime(workspace: Workspace, path: string, text: string): boolean {
  if (ownMarks.some((mark) => mark.test(text) && mark.test(withoutComments(text)))) return true;
  if (runsAtTheEdge(workspace, path, text)) return true;
  const manifest = workspace.manifest(path);
  if (manifest === undefined || nodeProgram.test(text)) return false;
  let isOther = known.get(manifest);
  if (isOther === undefined) known.set(manifest, (isOther = isPackageOfOtherRuntime(workspace, manifest)));
  return isOther;
}

function isPackageOfOtherRuntime(workspace: Workspace, { folder, dependencies }: PackageManifest): boolean {
  const names = [...dependencies.keys()];
  if (names.some((name) => nodeServers.test(name))) return false;
  if (dependencies.has('@sveltejs/kit') && edgeAdapter.test(workspace.text(`${folder}/svelte.config.js`) ?? '')) return true;
  if (names.some((name) => adaptable.test(name))) {
    return names.some((name) => workerAdapters.test(name)) && !names.some((name) => nodeAdapters.test(name));
  }
  if (deployments.some((name) => workspace.text(`${folder}/${name}`) !== undefined)) return true;
  return deploys.test(workspace.text(`${folder}/package.json`) ?? '');
}
