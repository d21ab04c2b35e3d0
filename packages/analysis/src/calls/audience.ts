/** Whether a file is server code that people wait for, and if not, why rules are quiet in it. */
import type { ModuleModel } from '../module/model.js';
import type { PackageManifest, Workspace } from '../workspace/workspace.js';
import type { Audience } from './facts.js';

const server: Audience = { kind: 'server' };

const testPath = /(?:^|\/)(?:__tests__|__mocks__|__fixtures__|tests?|specs?|e2e|e2e-tests?|integration-tests?|test-?utils|testing|mocks?|cypress|playwright|benchmarks?|stories|\.storybook)\/|[._-](?:test|tests|spec|e2e|mock|stories|bench)\.[cm]?[jt]sx?$|(?:^|\/)(?:setup-?tests?|(?:jest|vitest)[.-][^/]*)\.[cm]?[jt]sx?$/i;
const scriptPath = /(?:^|\/)(?:scripts?|bin|tools?|tooling|seeds?|seeders?|codemods?|\.github|\.husky)\/|(?:^|\/)(?:seed|seeds|seeder|gulpfile|gruntfile|makefile|release|build)\.[cm]?[jt]s$/i;
const migrationPath = /(?:^|\/)(?:migrations?|migrate)\/|(?:^|\/)\d{8,}[-_][^/]*\.[cm]?[jt]s$/i;
const configPath = /(?:^|\/)[^/]*\.config(?:\.[\w-]+)?\.[cm]?[jt]s$|(?:^|\/)\.[^/]*rc\.[cm]?js$/i;
const generatedPath = /(?:^|\/)(?:generated|__generated__|dist|build|out|vendor|third[-_]party|\.next|node_modules)\/|\.min\.[cm]?js$|\.d\.[cm]?ts$|\.generated\.[cm]?[jt]sx?$|(?:^|[./])gen\.[jt]s$/i;
const browserPath = /(?:^|\/)(?:public|static|assets|www|browser|frontend|client-side|hooks)\/|\.client\.[jt]sx?$/i;

const browserPackages = new Set(['react-dom', 'vue', 'svelte', 'solid-js', '@angular/core', 'preact', 'lit', 'react-native', 'expo', 'electron', 'alpinejs', 'jquery']);
const serverPackages =
  /^(?:express|fastify|koa|hono|next|nuxt|@nestjs\/core|@nestjs\/common|@remix-run\/.*|@react-router\/node|@sveltejs\/kit|astro|@hapi\/hapi|restify|polka|h3|nitro(?:pack)?|@trpc\/server|@apollo\/server|graphql-yoga|elysia|@adonisjs\/core|@solidjs\/start|@tanstack\/(?:react-)?start|vike|bullmq|pg|ioredis|redis|mongoose|mongodb|@prisma\/client)$/;

const reactHook = /\buse(?:State|Effect|LayoutEffect|Reducer|Ref|Callback|Memo|Context|Query|Mutation|InfiniteQuery|SWR|Router|Navigate|Store|Translations?|TranslationsStore|Form)\s*(?:<[^>()]*>)?\(/;
const browserGlobals = ['window', 'document', 'localStorage', 'sessionStorage', 'XMLHttpRequest', 'FileReader', 'chrome', 'browser'];
const browserUse = /\b(?:window|document|localStorage|sessionStorage)\s*[?!]?\.|new (?:XMLHttpRequest|FileReader)\b|\b(?:chrome|browser)\.(?:runtime|storage|tabs)\b/;
const drivesBrowser = /['"](?:puppeteer|puppeteer-core|playwright|playwright-core|@playwright\/test|jsdom|linkedom|cheerio|@mozilla\/readability)/;
const frameworkMark = /^\s*(?:\/\/[^\n]*\n|\/\*[\s\S]*?\*\/|\s)*['"]use client['"]/;

/** Levels of importers that are asked whether they are browser code. */
const maxLevels = 3;
const maxImporters = 24;

export function audienceOf(workspace: Workspace, module: ModuleModel): Audience {
  const byPath = pathAudience(workspace, module.path);
  if (byPath !== undefined) return byPath;
  if (isGeneratedText(module.text)) return { kind: 'quiet', why: 'generated' };
  if (module.text.startsWith('#!') || workspace.manifest(module.path)?.bins.has(module.path) === true) return { kind: 'quiet', why: 'script' };
  return isBrowserFile(workspace, module.path, module.text) ? { kind: 'quiet', why: 'browser' } : server;
}

/** What the file's place says. */
function pathAudience(workspace: Workspace, path: string): Audience | undefined {
  const relative = relativePath(workspace, path);
  if (isTestPath(workspace, path)) return { kind: 'quiet', why: 'test' };
  if (generatedPath.test(relative)) return { kind: 'quiet', why: 'generated' };
  if (migrationPath.test(relative)) return { kind: 'quiet', why: 'migration' };
  if (configPath.test(relative)) return { kind: 'quiet', why: 'config' };
  if (scriptPath.test(relative)) return { kind: 'quiet', why: 'script' };
  return undefined;
}

export function isTestPath(workspace: Workspace, path: string): boolean {
  return testPath.test(relativePath(workspace, path));
}

/** Names of folders above the project say nothing about its files. */
function relativePath(workspace: Workspace, path: string): string {
  const root = workspace.manifest(path)?.folder ?? workspace.root;
  const inPackage = path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
  const packageName = root.startsWith(`${workspace.root}/`) ? (root.split('/').at(-1) ?? '') : '';
  return packageName === '' ? inPackage : `${packageName}/${inPackage}`;
}

function isGeneratedText(text: string): boolean {
  const head = text.slice(0, 600);
  return /@generated\b|\bauto-?generated\b|\bDO NOT (?:EDIT|MODIFY)\b|this file (?:is|was) generated/i.test(head) && head.trimStart().startsWith('/') ? true : isBundle(text);
}

/** Lines far longer than people write. */
function isBundle(text: string): boolean {
  return text.length > 50_000 && text.length / (text.split('\n', 200).length || 1) > 1000 && text.slice(0, 20_000).split('\n').length < 20;
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
  if (browserPath.test(relativePath(workspace, path))) return 'browser';
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
