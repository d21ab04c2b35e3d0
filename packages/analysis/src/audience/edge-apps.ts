/** Apps that run all their server code at the edge: an adapter of SvelteKit or Astro, or a preset of Nitro, says so for the whole app. */
import { anyOf } from '../any-of.js';
import { Question } from '../workspace/answers.js';
import { mentionedIn } from '../workspace/mentions.js';
import type { Workspace } from '../workspace/workspace.js';
import { withoutComments } from './waiting.js';

const extensions = ['ts', 'js', 'mjs', 'mts', 'cjs'];
const adapted = ['svelte.config', 'astro.config'];
const preset = ['nuxt.config', 'nitro.config', 'app.config', 'vite.config'];

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
  const folder = workspace.manifest(path)?.folder;
  return folder !== undefined && workspace.remember(edgeApps, folder, (own) => isEdgeApp(own, folder));
}

function isEdgeApp(workspace: Workspace, folder: string): boolean {
  return configured(workspace, folder, adapted).some(isAdaptedToTheEdge) || configured(workspace, folder, preset).some(isBuiltForTheEdge);
}

/** The code of such configuration files as there are. */
function configured(workspace: Workspace, folder: string, names: readonly string[]): readonly string[] {
  return names.flatMap((name) => extensions.flatMap((extension) => workspace.text(`${folder}/${name}.${extension}`) ?? [])).map(withoutComments);
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
