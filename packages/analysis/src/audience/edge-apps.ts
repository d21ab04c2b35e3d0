/** Apps that run all their server code at the edge: an adapter of SvelteKit or Astro, or a preset of Nitro, says so for the whole app. */
import { anyOf } from '../any-of.js';
import { Question } from '../workspace/answers.js';
import { mentionedIn } from '../workspace/mentions.js';
import type { PackageManifest, Workspace } from '../workspace/workspace.js';
import { withoutComments } from './waiting.js';

const extensions = ['ts', 'js', 'mjs', 'mts', 'cjs'];
const adapted = { by: /^(?:@sveltejs\/kit|astro)$/, files: ['svelte.config', 'astro.config'] };
const preset = {
  by: /^(?:nuxt(?:-nightly)?|nitro|nitropack|vinxi|@solidjs\/start|@tanstack\/(?:react-|solid-)?start)$/,
  files: ['nuxt.config', 'nitro.config', 'app.config', 'vite.config'],
};

/** Whichever platform it is for. */
const anyAdapter = anyOf(/adapter/, /^@astrojs\/(?:node|vercel|netlify|cloudflare|deno)(?:\/|$)/);
/** https://svelte.dev/docs/kit/adapter-cloudflare, https://docs.astro.build/en/guides/integrations-guide/cloudflare/ */
const edgeAdapter = anyOf(/^@sveltejs\/adapter-cloudflare(?:-workers)?$/, /^@astrojs\/(?:cloudflare|vercel\/edge|netlify\/edge-functions)$/);
/** Has both, by an option: https://svelte.dev/docs/kit/adapter-vercel, https://svelte.dev/docs/kit/adapter-netlify */
const edgeOption: readonly (readonly [adapter: RegExp, option: RegExp])[] = [
  [/^@sveltejs\/adapter-vercel$/, /\bedge\s*:\s*true\b|\bruntime\s*:\s*['"]edge['"]/],
  [/^@sveltejs\/adapter-netlify$/, /\bedge\s*:\s*true\b/],
];
/** https://nitro.build/deploy */
const edgePreset = /^(?:vercel[-_]edge|netlify[-_]edge|cloudflare(?:[-_](?:pages|module|durable|worker))?)$/;

const edgeApps = new Question<boolean>(false);

export function isOfEdgeApp(workspace: Workspace, path: string): boolean {
  const manifest = workspace.manifest(path);
  return manifest !== undefined && workspace.remember(edgeApps, manifest.folder, (own) => isEdgeApp(own, manifest));
}

function isEdgeApp(workspace: Workspace, manifest: PackageManifest): boolean {
  return configured(workspace, manifest, adapted).some(isAdaptedToTheEdge) || configured(workspace, manifest, preset).some(isBuiltForTheEdge);
}

/** The code of such configuration files as there are, where the package has a framework that reads them. */
function configured(workspace: Workspace, { folder, dependencies }: PackageManifest, { by, files }: typeof adapted): readonly string[] {
  if (![...dependencies.keys()].some((name) => by.test(name))) return [];
  return files.flatMap((name) => extensions.flatMap((extension) => workspace.text(`${folder}/${name}.${extension}`) ?? [])).map(withoutComments);
}

/** By its only adapter: where there are several, the environment chooses. */
function isAdaptedToTheEdge(config: string): boolean {
  const [adapter, ...others] = mentionedIn(config).values.filter((specifier) => anyAdapter.test(specifier));
  if (adapter === undefined || others.length > 0) return false;
  return edgeAdapter.test(adapter) || edgeOption.some(([name, option]) => name.test(adapter) && option.test(config));
}

/** `nitro: { preset: 'vercel-edge' }`: by each preset that it names. */
function isBuiltForTheEdge(config: string): boolean {
  const presets = [...config.matchAll(/\bpreset\s*:\s*(?:['"]([\w-]+)['"])?/g)];
  return presets.length > 0 && presets.every(([, name = '']) => edgePreset.test(name));
}
