/** Whether a file is server code that people wait for, and if not, why rules are quiet in it. */
import type { PackageManifest, Workspace } from '../workspace/workspace.js';
import type { Audience } from './facts.js';

const server: Audience = { kind: 'server' };

/** Names that say it in any folder. */
const testPath = /(?:^|\/)(?:[\w.]+[-_])?(?:tests?|specs?|e2e|__tests__|__mocks__|__fixtures__|cypress|playwright|benchmarks?|stories|storybook|testing|testutils?)(?:[-_][\w.]+)?\/|(?:^|\/)mocks?\/|[._-](?:test|tests|spec|e2e|mock|mocks|stories|bench)\.[cm]?[jt]sx?$|(?:^|\/)(?:setup-?tests?|(?:jest|vitest|mocha|karma)[.-][^/]*)\.[cm]?[jt]sx?$/i;
const scriptPath = /(?:^|\/)(?:scripts?|seeds?|seeders?|codemods?|\.github|\.husky)\/|(?:^|\/)(?:seed|seeds|seeder|gulpfile|gruntfile|makefile)\.[cm]?[jt]s$/i;
const migrationPath = /(?:^|\/)(?:migrations?|migrate)\/|(?:^|\/)\d{8,}[-_][^/]*\.[cm]?[jt]s$|(?:^|\/)migrat(?:e|ions?|or)\.[cm]?[jt]s$/i;
const configPath = /(?:^|\/)[^/]*\.config(?:\.[\w-]+)?\.[cm]?[jt]s$|(?:^|\/)\.[^/]*rc\.[cm]?js$/i;
const generatedPath = /(?:^|\/)(?:generated|__generated__|vendor|third[-_]party|\.next|node_modules)\/|\.min\.[cm]?js$|\.d\.[cm]?ts$|\.generated\.[cm]?[jt]sx?$|(?:^|[./])gen\.[jt]s$/i;
const browserPath = /(?:^|\/)(?:browser|frontend|client-side|browser-extension|extension)\/|(?:^|\/)(?:public|static|assets|www)\/.*\.m?js$/i;

/** Names that say it only at the top of the project or of a package: an agent's `src/tools/` answers requests. */
const scriptFolder = /^(?:tools?|tooling|bin|build|ci|deploy(?:ment)?|infra|release)\/|^(?:release|build|deploy)\.[cm]?[jt]s$/i;
const generatedFolder = /^(?:dist|build|out|lib-dist|\.output)\//i;

const browserPackages = new Set(['react-dom', 'vue', 'svelte', 'solid-js', '@angular/core', 'preact', 'lit', 'react-native', 'expo', 'electron', 'alpinejs', 'jquery']);
const serverPackages =
  /^(?:express|fastify|koa|hono|next|nuxt|@nestjs\/core|@nestjs\/common|@remix-run\/.*|@react-router\/node|@sveltejs\/kit|astro|@hapi\/hapi|restify|polka|h3|nitro(?:pack)?|@trpc\/server|@apollo\/server|graphql-yoga|elysia|@adonisjs\/core|@solidjs\/start|@tanstack\/(?:react-)?start|vike|bullmq|pg|ioredis|redis|mongoose|mongodb|@prisma\/client)$/;

const argumentParsers = /^(?:commander|@commander-js\/.*|yargs|cac|meow|@oclif\/.*|citty|clipanion|sade|minimist|mri|arg|inquirer|@inquirer\/.*|prompts|ink|@clack\/.*)$/;
const webFrameworks = /^(?:express|fastify|koa|hono|next|nuxt|@nestjs\/core|@hapi\/hapi|restify|h3|elysia|@adonisjs\/core)$/;

const reactHook = /\buse(?:State|Effect|LayoutEffect|Reducer|Ref|Callback|Memo|Context|Query|Mutation|InfiniteQuery|SWR|Router|Navigate|Store|Translations?|TranslationsStore|Form)\s*(?:<[^>()]*>)?\(/;
const browserGlobals = ['window', 'document', 'localStorage', 'sessionStorage', 'XMLHttpRequest', 'FileReader', 'chrome', 'browser'];
const browserUse = /\b(?:window|document|localStorage|sessionStorage)\s*[?!]?\.|new (?:XMLHttpRequest|FileReader)\b|\b(?:chrome|browser)\.(?:runtime|storage|tabs)\b/;
const drivesBrowser = /['"](?:puppeteer|puppeteer-core|playwright|playwright-core|@playwright\/test|jsdom|linkedom|cheerio|@mozilla\/readability)/;
const frameworkMark = /^\s*(?:\/\/[^\n]*\n|\/\*[\s\S]*?\*\/|\s)*['"]use client['"]/;

/** Levels of importers that are asked whether they are browser code. */
const maxLevels = 3;
const maxImporters = 24;

export function audienceOf(workspace: Workspace, path: string, text: string): Audience {
  const byPath = pathAudience(workspace, path);
  if (byPath !== undefined) return byPath;
  if (isGeneratedText(text)) return { kind: 'quiet', why: 'generated' };
  const manifest = workspace.manifest(path);
  if (text.startsWith('#!') || manifest?.bins.has(path) === true || isCommandLineTool(manifest) || isOneShot(text)) return { kind: 'quiet', why: 'script' };
  return isBrowserFile(workspace, path, text) ? { kind: 'quiet', why: 'browser' } : server;
}

/** What the file's place says. */
function pathAudience(workspace: Workspace, path: string): Audience | undefined {
  const { inRoot, inPackage } = relativePaths(workspace, path);
  if (testPath.test(inRoot)) return { kind: 'quiet', why: 'test' };
  if (generatedPath.test(inRoot) || generatedFolder.test(inPackage)) return { kind: 'quiet', why: 'generated' };
  if (migrationPath.test(inRoot)) return { kind: 'quiet', why: 'migration' };
  if (configPath.test(inRoot)) return { kind: 'quiet', why: 'config' };
  if (scriptPath.test(inRoot) || scriptFolder.test(inRoot) || scriptFolder.test(inPackage)) return { kind: 'quiet', why: 'script' };
  return undefined;
}

export function isTestPath(workspace: Workspace, path: string): boolean {
  return testPath.test(relativePaths(workspace, path).inRoot);
}

/** Names of folders above the project say nothing about its files. */
function relativePaths(workspace: Workspace, path: string): { readonly inRoot: string; readonly inPackage: string } {
  return { inRoot: within(workspace.root, path), inPackage: within(workspace.manifest(path)?.folder ?? workspace.root, path) };
}

function within(folder: string, path: string): string {
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}

function isGeneratedText(text: string): boolean {
  const head = text.slice(0, 600);
  return /@generated\b|\bauto-?generated\b|\bDO NOT (?:EDIT|MODIFY)\b|this file (?:is|was) generated/i.test(head) && head.trimStart().startsWith('/') ? true : isBundle(text);
}

/** Lines far longer than people write, on average. */
function isBundle(text: string): boolean {
  if (text.length < 20_000) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return text.length / lines > 400;
}

/** By what the file itself says, by its package, or because only browser code imports it. */
function isBrowserFile(workspace: Workspace, path: string, text: string): boolean {
  const own = ownMark(workspace, path, text);
  if (own !== undefined) return own === 'browser';
  const pending = new Set<string>([path]);
  return isImportedByBrowserOnly(workspace, path, maxLevels, pending);
}

type Mark = 'browser' | 'server';

const serverMark = /['"]use server['"]|['"]server-only['"]|from ['"](?:node:|next\/server|next\/headers|express|fastify|hono|koa|@nestjs\/|pg['"]|ioredis|redis['"]|mongoose|mongodb|@prisma\/client|nodemailer|bullmq|fs['"]|crypto['"]|http['"]|https['"])|\brequire\(['"](?:node:|express|fastify|koa|pg['"]|ioredis|redis['"]|mongoose|nodemailer|fs['"]|crypto['"]|http['"]|https['"])/;

function ownMark(workspace: Workspace, path: string, text: string): Mark | undefined {
  if (frameworkMark.test(text)) return 'browser';
  if (serverMark.test(text)) return 'server';
  if (browserPath.test(relativePaths(workspace, path).inRoot)) return 'browser';
  if (reactHook.test(text)) return 'browser';
  if (browserUse.test(text) && !drivesBrowser.test(text) && usesBrowserGlobals(text)) return 'browser';
  const manifest = workspace.manifest(path);
  if (isBrowserPackage(manifest)) return 'browser';
  if (/\.[jt]sx$/.test(path) && !isAsyncComponent(text) && !/\b(?:getServerSideProps|getStaticProps|generateMetadata|loader|action)\b/.test(text)) return 'browser';
  return undefined;
}

/** `typeof window === 'undefined'` alone is isomorphic code. */
function usesBrowserGlobals(text: string): boolean {
  return browserGlobals.some((name) => new RegExp(`\\b${name}\\b`).test(text)) && !/typeof window\s*[!=]==?\s*['"]undefined['"]/.test(text);
}

function isAsyncComponent(text: string): boolean {
  return /export default async function|export const \w+ = async \(|export async function/.test(text);
}

const hasExports = /^\s*export\b|\bmodule\.exports\b|\bexports\.\w+\s*=/m;
const runsItself = /^(?:await\b|(?:void\s+)?(?:main|run|bootstrap|start|execute|demo|test)\s*\(|(?:const|let)\s[^=\n]+=\s*await\b|\(?async\b)/m;
const closesItself = /\.(?:\$disconnect|disconnect|quit|close|destroy|end)\s*\(|\bprocess\.exit\s*\(/;
const goesOn = /\.listen\s*\(|\bserve\s*\(|createServer|setInterval|\bsubscribe\b|[Ww]orker\b|\bcron\b|consumer|SIGTERM|SIGINT|\.(?:get|post|use|route)\s*\(\s*['"`]\//;

/** A program that runs once: it exports nothing, starts itself, closes its clients, and serves nobody. */
function isOneShot(text: string): boolean {
  return closesItself.test(text) && !hasExports.test(text) && runsItself.test(text) && !goesOn.test(text);
}

/** A package whose purpose is a command: somebody watches it run. */
function isCommandLineTool(manifest: PackageManifest | undefined): boolean {
  if (manifest === undefined || manifest.bins.size === 0) return false;
  const names = [...manifest.dependencies.keys()];
  return names.some((name) => argumentParsers.test(name)) && !names.some((name) => webFrameworks.test(name));
}

function isBrowserPackage(manifest: PackageManifest | undefined): boolean {
  if (manifest === undefined) return false;
  const names = [...manifest.dependencies.keys()];
  return names.some((name) => browserPackages.has(name)) && !names.some((name) => serverPackages.test(name));
}

/** All importers, tests aside, are browser code; a file that nobody imports is not. */
function isImportedByBrowserOnly(workspace: Workspace, path: string, levels: number, pending: Set<string>): boolean {
  if (levels === 0) return false;
  const importers = workspace.index.importersOf(path).filter((importer) => !isTestPath(workspace, importer));
  if (importers.length === 0 || importers.length > maxImporters) return false;
  return importers.every((importer) => {
    if (pending.has(importer)) return true;
    pending.add(importer);
    const text = workspace.text(importer);
    if (text === undefined) return false;
    const mark = ownMark(workspace, importer, text);
    return mark === undefined ? isImportedByBrowserOnly(workspace, importer, levels - 1, pending) : mark === 'browser';
  });
}
