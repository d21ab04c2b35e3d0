/** Whether a program waits for work: it serves, consumes, polls, or runs on a schedule. Told by the text of the file and of what it imports. */
import { posix } from 'node:path';
import { FileQuestion } from '../workspace/answers.js';
import { mentionedIn } from '../workspace/mentions.js';
import type { Workspace } from '../workspace/workspace.js';
import { anyOf } from '../any-of.js';
import { escaped } from './escaped.js';
import { packageFolder } from './places.js';
import { endsAfterATime } from './program-endings.js';
import { waitsByItself } from './waiting-marks.js';

const serverPackageNames = anyOf(
  /express|fastify|@fastify\/.*|koa|@koa\/.*|hono|@hono\/.*|next|nuxt|@nestjs\/.*|@hapi\/.*|restify|polka|h3|nitro|nitropack/,
  /@trpc\/server(?:\/adapters\/.*)?|@apollo\/server|graphql-yoga|elysia|@adonisjs\/.*|@feathersjs\/.*|@loopback\/.*|moleculer/,
  /sails|@sveltejs\/kit|astro|@remix-run\/.*|@react-router\/.*|uWebSockets\.js|socket\.io|@strapi\/.*|payload|@keystone-6\/.*/,
  /@redwoodjs\/.*|@tsed\/.*|routing-controllers|@temporalio\/worker|@slack\/bolt|discord\.js|telegraf|grammy|probot|botbuilder/,
  /@whiskeysockets\/baileys|matrix-js-sdk|node-cron|cron|croner|agenda|bree|node-schedule|toad-scheduler|graphile-worker|pg-boss/,
  /sqs-consumer|rhea|bee-queue|inngest|@trigger\.dev\/.*|aws-lambda|@middy\/.*|firebase-functions/,
  /@google-cloud\/functions-framework|@azure\/functions|@restatedev\/.*|@dbos-inc\/.*|@livekit\/agents|worker_threads|cluster/,
  /node:worker_threads|node:cluster/,
);
const serverPackage = new RegExp(`^(?:${serverPackageNames.source})(?:\\/(?:server|dist|adapters).*)?$`);

/** It serves, consumes, or runs on a schedule. */
export function isServerPackage(name: string): boolean {
  return serverPackage.test(name);
}

/** Bots wait for messages once they are started; a program may only send some. */
const bots = /^(?:grammy|telegraf|discord\.js|@slack\/bolt)$/;
const mayStartBot = /\b(?:start|launch|login|run|listen)\w*\s*\(|webhook|\.(?:on|once|command|hears|message|event|action|use)\s*\(|\bexport/i;

/** What it loads can't be told. */
const loadsAnything = /\b(?:import|require)\s*\(\s*[^\s'"`)/]|\b(?:import|require)\s*\(\s*`[^`]*\$\{|\bimport\.meta\.glob\b/;

/** Names of what other packages of the project export that may start something. */
const startsSomething = /^(?:start|serve|listen|boot|launch|init|main|register)|server|app$|worker|consumer|bot$|daemon|service/i;
/** These start a service, or do one piece of work: what is done with their answer tells. */
const runsSomething = /^run/i;
/** What a service that runs is kept as. */
const keptRunning = /server|app|stop|close|worker|handle|daemon|bot|service|consumer|running/i;

/** More files than a program that runs once has. */
const maxFiles = 100;

interface FileFacts {
  readonly waits: boolean;
  /** Imported for their values. */
  readonly specifiers: readonly string[];
}

const waiting = new FileQuestion(leadsToWaiting, { inCircle: true });

/** True where it can't be told. */
export function waitsForWork(workspace: Workspace, path: string, text: string): boolean {
  return workspace.ofText(waiting, path, text);
}

function leadsToWaiting(workspace: Workspace, start: string, startText: string): boolean {
  if (endsAfterATime(withoutComments(startText))) return false;
  const folder = packageFolder(workspace, start);
  const seen = new Set([start]);
  for (const path of seen) {
    const facts = path === start ? workspace.ofText(fileFacts, path, startText) : workspace.ofFile(fileFacts, path);
    if (facts === undefined || facts.waits || seen.size > maxFiles) return true;
    for (const specifier of facts.specifiers) {
      const resolution = workspace.resolve(specifier, path);
      if (resolution.kind === 'unresolved' && !isHarmless(workspace, specifier, path)) return true;
      if (resolution.kind !== 'file') continue;
      if (packageFolder(workspace, resolution.path) === folder) seen.add(resolution.path);
      else if (mayStart(path === start ? startText : workspace.text(path), specifier)) return true;
    }
  }
  return false;
}

const fileFacts = new FileQuestion<FileFacts>(
  (_workspace, _path, text) => {
    const code = withoutComments(text);
    const specifiers = mentionedIn(code).values;
    const serves = specifiers.some((name) => isServerPackage(name) && (!bots.test(name) || mayStartBot.test(code)));
    return { waits: serves || loadsAnything.test(code) || waitsByItself(code), specifiers };
  },
  {
    inCircle: { waits: true, specifiers: [] },
    isSame: (one, other) => one.waits === other.waits && one.specifiers.join('\n') === other.specifiers.join('\n'),
  },
);

export function withoutComments(text: string): string {
  return text.replace(/(^|\s)\/\*[\s\S]*?\*\//g, '$1').replace(/(^|[\s;,{}()])\/\/[^\n]*/g, '$1');
}

/** Assets, clients that are generated, and `require('../package')`, which is JSON. */
function isHarmless(workspace: Workspace, specifier: string, importer: string): boolean {
  if (specifier.startsWith('.') && workspace.text(`${posix.join(posix.dirname(importer), specifier)}.json`) !== undefined) return true;
  return /\.(?:json|css|txt|md|graphql|gql|proto|sql|wasm|node|png|jpe?g|svg)$/.test(specifier) || /generated|\.prisma/.test(specifier);
}

/** Another package of the project, imported for its effects or for something with a name as of what starts. */
function mayStart(text: string | undefined, specifier: string): boolean {
  if (text === undefined) return true;
  const quoted = `['"]${escaped(specifier)}['"]`;
  const imported = `\\bimport\\s+([^'";]*?)\\s*from\\s*${quoted}`;
  const required = `\\b(?:const|let|var)\\s+([^=;]*?)\\s*=\\s*(?:await\\s+import|require)\\s*\\(\\s*${quoted}`;
  const code = withoutComments(text);
  const clauses = [...code.matchAll(new RegExp(`${imported}|${required}`, 'g'))];
  if (clauses.length === 0) return true;
  return clauses.some(([, esm = '', commonJs = '']) =>
    [...`${esm} ${commonJs}`.matchAll(/[\w$]+/g)].some(
      // A constant in capitals starts nothing: `START` of a graph.
      ([name]) => !/^[A-Z][A-Z\d_]*$/.test(name) && (startsSomething.test(name) || (runsSomething.test(name) && !isRunForItsAnswer(code, name))),
    ),
  );
}

/** `const answer = await run(agent, question)`, `await new Runner(options).run(agent)` kept likewise: done when it has answered. */
function isRunForItsAnswer(code: string, name: string): boolean {
  const own = escaped(name);
  const made = code.matchAll(new RegExp(`\\b(?:const|let|var)\\s+([\\w$]+)\\s*=\\s*new\\s+${own}\\s*\\(`, 'g'));
  const runners = [...made].map(([, runner = '']) => escaped(runner));
  const before = '(?:([\\w$\\]}]+)\\s*=\\s*await\\s+|\\b(return|new)\\s+(?:await\\s+)?)?';
  const called = `(?<![\\w$.])(?:${[own, ...runners].join('|')})(?:\\.\\w+)?\\s*(?:<[^>()]*>)?\\(`;
  const runs = [...code.matchAll(new RegExp(before + called, 'g'))];
  return runs.length > 0 && runs.every(([, kept, other]) => other !== undefined || (kept !== undefined && !keptRunning.test(kept)));
}
