/** Whether a file runs in browsers: by what the file itself says, by its package, or because only browser code imports it. */
import { FileQuestion } from '../workspace/answers.js';
import type { Workspace } from '../workspace/workspace.js';
import { anyOf } from '../any-of.js';
import { isImportedOnlyBy, type FileKind } from './imported-only-by.js';
import { loadsServerModules } from './server-modules.js';
import { packageTrait } from './package-traits.js';
import { isScriptOfPage } from './page-scripts.js';
import { relativePaths } from './places.js';
import { withoutComments } from './waiting.js';
import { withoutTexts } from './waiting-marks.js';

const browserPath = /(?:^|\/)(?:browser|frontend|client-side|client-only|browser-extension|extension)\/|(?:^|\/)(?:public|static|assets|www)\/.*\.m?js$/i;

const browserPackages = new Set([
  'react-dom', 'vue', 'svelte', 'solid-js', '@angular/core', 'preact', 'lit', 'react-native', 'expo', 'electron', 'alpinejs',
  'jquery',
]);
const serverPackages = anyOf(
  /^(?:express|fastify|koa|hono|next|nuxt|@nestjs\/core|@nestjs\/common|@remix-run\/.*|@react-router\/node|@sveltejs\/kit|astro)$/,
  /^(?:@hapi\/hapi|restify|polka|h3|nitro(?:pack)?|@trpc\/server|@apollo\/server|graphql-yoga|elysia|@adonisjs\/core)$/,
  /^(?:@medusajs\/(?:medusa|framework)|@strapi\/strapi|payload|@keystone-6\/core|@redwoodjs\/api|@feathersjs\/.*|@loopback\/core|moleculer|sails)$/,
  /^(?:sequelize|knex|mysql2|firebase-admin|firebase-functions|@azure\/functions|aws-lambda|@types\/aws-lambda|@middy\/core)$/,
  /^(?:@solidjs\/start|@tanstack\/(?:react-)?start|vike|bullmq|pg|ioredis|redis|mongoose|mongodb|@prisma\/client)$/,
);

const reactHook = anyOf(
  /\buse(?:State|Effect|LayoutEffect|Reducer|Ref|Callback|Memo|Context|Query|Mutation|InfiniteQuery|SuspenseQuery|SWR|Swr|SWRMutation|SWRInfinite|Router)\s*[<(]/,
  /\buse(?:Navigate|Store|Translations?|TranslationsStore|Form)\s*[<(]/,
);
const browserUse =
  /\b(?:window|document|localStorage|sessionStorage)\s*[?!]?\.|new (?:XMLHttpRequest|FileReader)\b|\b(?:chrome|browser)\.(?:runtime|storage|tabs)\b/;
/** Node has a navigator of its own, and servers have values of these names. */
const pageUse = anyOf(
  /(?<![.\w$])navigator\??\.(?:sendBeacon|geolocation|serviceWorker|clipboard|mediaDevices|connection|onLine|credentials|share|vibrate|cookieEnabled)\b/,
  /(?<![.\w$])location\.(?:href|origin|hostname|host|pathname|search|hash|reload|assign|replace)\b/,
);
const ownName = /(?:\b(?:const|let|var|function)\s+(?:\{[^}\n]{0,200})?|[(,{]\s*|\bas\s+)(?:location|navigator)\s*[,:;)}=?(]/;
/** A page is written out, or told what to do. */
const writesPage = /<\/?(?:script|html|body)\b|\.evaluate\w*\s*\(/i;
const importsOfPages = /(?:from|import|require\()\s*['"](?:web-vitals(?:\/[\w-]+)?|\$app\/(?:navigation|forms))['"]/;
/** A handler of an element's event. */
const hearsElements = /\.addEventListener\(\s*['"](?:submit|click|input|change|key\w+|mouse\w+|pointer\w+|touch\w+|scroll|resize|DOMContentLoaded)['"]/;
/** Such clients ask from components, which servers render without waiting for any answer, unless they are told to. */
const givesComponents = /<(?:ApolloProvider|UrqlProvider|SWRConfig)\b/;
const asksWhileRendering = /\bget(?:Data|Markup)FromTree\b|\brenderToStringWithData\b/;
/** `if (typeof window === 'undefined') throw …`: servers get no further. */
const refusesServers = /typeof window\s*===?\s*['"]undefined['"][^;{}]{0,160}\)\s*\{?\s*throw\b/;
const isomorphic = /typeof (?:window|navigator|location)\s*[!=]==?\s*['"]undefined['"]/;
const drivesBrowser = /['"](?:puppeteer|puppeteer-core|playwright|playwright-core|@playwright\/test|jsdom|linkedom|cheerio|@mozilla\/readability)/;
/** Space or a comment before the first statement; taken one at a time, since a repeated group of them could be split in too many ways. */
const blank = /\s+|\/\/[^\n]*\n|\/\*[\s\S]*?\*\//y;
/** Of code that runs on servers, also where pages import it: their calls of a server action are requests. */
const serverMark = anyOf(
  /['"]use server['"]|['"]server-only['"]/,
  /from ['"](?:node:|next\/server|next\/headers|express|fastify|hono|koa|@nestjs\/|pg['"]|ioredis|redis['"]|mongoose|mongodb)/,
  // Pages take its enums.
  /\bPrismaClient\b[^;'"]*from ['"]@prisma\/client/,
  /from ['"](?:nodemailer|bullmq|fs['"]|crypto['"]|http['"]|https['"])/,
  /\bexport\s+(?:async\s+function|const)\s+(?:GET|POST|PUT|PATCH|DELETE)\b/,
  /\brequire\(['"](?:node:|express|fastify|koa|pg['"]|ioredis|redis['"]|mongoose|nodemailer|fs['"]|crypto['"]|http['"]|https['"])/,
);

/** Gone once the types are. */
const typeImport = /\bimport\s+type\b[^;'"]*\bfrom\s*['"][^'"\n]+['"]/g;

export function isServerMarked(text: string): boolean {
  return serverMark.test(text) && serverMark.test(text.replace(typeImport, ''));
}

/** What frameworks run on the server in a file of components. */
const serverFunctions =
  /\b(?:getServerSideProps|getStaticProps|getStaticPaths|getInitialProps|generateMetadata|generateStaticParams|loader|action)\b/;

/** Of a page's own file, whose components run in browsers, too: which calls are the page's is told one by one. */
export const answersForPage = /\bexport\s+(?:async\s+function|const)\s+(?:getServerSideProps|loader|action)\b/;

const browserCode: FileKind = {
  isOne: new FileQuestion<boolean | undefined>(
    (workspace, path, text) => {
      const mark = ownMark(workspace, path, text);
      return mark === undefined ? undefined : mark === 'browser';
    },
    { inCircle: undefined },
  ),
  // What browsers could not load is imported for its types, or replaced by a bundler.
  isOnlyImported: new FileQuestion((_workspace, _path, text) => !loadsServerModules(text), { inCircle: false }),
  maxLevels: 3,
  maxImporters: 24,
};

const browserFiles = new FileQuestion(
  (workspace, path, text) => workspace.ofText(browserCode.isOne, path, text) ?? isImportedOnlyBy(workspace, path, text, browserCode),
  { inCircle: false },
);

export function isBrowserFile(workspace: Workspace, path: string, text: string): boolean {
  return workspace.ofText(browserFiles, path, text);
}

type Mark = 'browser' | 'server';

function ownMark(workspace: Workspace, path: string, text: string): Mark | undefined {
  if (startsWithMark(text)) return 'browser';
  if (isServerMarked(text)) return 'server';
  if (browserPath.test(relativePaths(workspace, path).inRoot) || isScriptOfPage(workspace, path, text)) return 'browser';
  if (reactHook.test(text)) return answersForPage.test(text) ? 'server' : 'browser';
  if (usesPage(text) || (givesComponents.test(text) && !asksWhileRendering.test(text) && !serverFunctions.test(text))) return 'browser';
  const manifest = workspace.manifest(path);
  if (isBrowserPackage(manifest)) return 'browser';
  if (/\.[jt]sx$/.test(path) && !asyncComponent.test(text) && !serverFunctions.test(text)) return 'browser';
  return undefined;
}

/** `'use client'` in front of everything but comments. */
function startsWithMark(text: string): boolean {
  blank.lastIndex = 0;
  let end = 0;
  while (blank.test(text)) end = blank.lastIndex;
  return /^['"]use client['"]/.test(text.slice(end, end + 12));
}

/** It works for the pages of one browser, and keeps answers in its caches. */
function isServiceWorker(text: string): boolean {
  return text.includes('self') && workerEvent.test(text) && /\bcaches\s*\.|\bskipWaiting\b|\bclients\s*\.\s*claim\b/.test(text);
}

const workerEvent = /\bself\s*\.\s*addEventListener\s*\(\s*['"](?:install|activate|fetch|push)['"]/;

/** What only pages have. `typeof window === 'undefined'` alone is isomorphic code. */
function usesPage(text: string): boolean {
  if (importsOfPages.test(text) || hearsElements.test(text) || isServiceWorker(text)) return true;
  if (drivesBrowser.test(text)) return false;
  if (!browserUse.test(text)) return isOnlyOfPages(text);
  if (/typeof window\s*[!=]==?\s*['"]undefined['"]/.test(text)) return refusesServers.test(text);
  // Not what a comment or a text says of documents and windows.
  return browserUse.test(withoutTexts(withoutComments(text)));
}

function isOnlyOfPages(text: string): boolean {
  if (!pageUse.test(text) || ownName.test(text) || writesPage.test(text) || isomorphic.test(text)) return false;
  return pageUse.test(withoutTexts(withoutComments(text)));
}

/** Browsers run no component that is waited for. */
const asyncComponent = anyOf(
  /\bexport default async function\b|\bexport const \w+ = async \(|\bexport async function\b/,
  /\b(?:const|let|var)\s+[A-Z]\w*\s*(?::[^=\n]+)?=\s*async\b|\basync\s+function\s+[A-Z]/,
);

const isBrowserPackage = packageTrait(({ dependencies }) => {
  const names = [...dependencies.keys()];
  return names.some((name) => browserPackages.has(name)) && !names.some((name) => serverPackages.test(name));
});
