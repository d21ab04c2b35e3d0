/**
 * Functions that a platform calls, and ends when their time is over: Lambda, Cloud Functions, Azure Functions, Twilio, Appwrite, HubSpot,
 * OpenWhisk, Supabase, Zapier, Trigger.dev; and what only these import.
 */
import { anyOf } from '../any-of.js';
import { isImportedOnlyBy, type FileKind } from '../audience/imported-only-by.js';
import { relativePaths } from '../audience/places.js';
import { entryFile } from '../audience/programs.js';
import { runByHand } from '../audience/run-by-hand.js';
import type { ModuleModel } from '../module/model.js';
import { FileQuestion } from '../workspace/answers.js';
import { mentionedIn } from '../workspace/mentions.js';
import type { Workspace } from '../workspace/workspace.js';
import { isDeployedAsFunction } from './function-deployments.js';

const platformPackage = anyOf(
  /^(?:aws-lambda|@middy\/core|@aws-lambda-powertools\/.*|@aws\/durable-execution-sdk-js|firebase-functions(?:\/.*)?|@azure\/functions)$/,
  /^(?:@google-cloud\/functions-framework|@netlify\/functions|@vercel\/(?:node|functions))$/,
);
/** `export const handler = …`, `exports.hello = (event, context, callback) => …`, `export default async ({ req, res, log }) => …`. */
const handler = anyOf(
  /\bexports\.(?:lambda)?handler\s*=|\bexport\s+(?:const|let|(?:async\s+)?function)\s+(?:lambda)?handler\b/i,
  /\bhandler\b\s*(?::[^=\n]+)?=?\s*(?:async\s*)?(?:function\b\s*\w*\s*)?\(\s*\{?\s*_?(?:event|context)\b/i,
  // HubSpot and others that call a function by the name of main.
  /\bexports\.main\s*=\s*(?:async\s*)?(?:function\b\s*\w*\s*)?\(?\s*\{?\s*_?(?:event|context)\b/i,
  // OpenWhisk, and what is built on it: IBM's functions, DigitalOcean's.
  /\bfunction\s+main\s*\(\s*(?:params|args)\b[^]*\bexports\.main\s*=\s*main\b/i,
  /\(\s*_?event\s*,\s*_?context\b|\bawslambda\s*\??\.\s*streamifyResponse\b/i,
  /\bexport default async \(\{[^{}]*\breq\b[^{}]*\bres\b[^{}]*\}/i,
  /\bexport default async \(context\b[^]{0,400}?\{[^{}]*\breq\b[^{}]*\bres\b[^{}]*\}\s*=\s*context\b/i,
);

const functions: FileKind = {
  isOne: new FileQuestion<boolean | undefined>((workspace, path, text) => isFunction(workspace, path, text) || undefined, { inCircle: undefined }),
  isOnlyImported: new FileQuestion(() => true, { inCircle: true }),
  saysNothing: runByHand,
  maxLevels: 2,
  maxImporters: 24,
};

export function isInvokedByPlatform(workspace: Workspace, { path, text }: ModuleModel): boolean {
  return workspace.ofText(functions.isOne, path, text) ?? isImportedOnlyBy(workspace, path, text, functions);
}

function isFunction(workspace: Workspace, path: string, text: string): boolean {
  const { values, types } = mentionedIn(text);
  if ([...values, ...types].some((name) => platformPackage.test(name)) || handler.test(text)) return true;
  if (isOfIntegration(workspace, path) || isLimitedTask(workspace, path, values) || isOfTwilio(workspace, path, text)) return true;
  if (path.includes(supabaseFunctions)) return true;
  return isFunctionOfFramework(workspace, path) || isDeployedAsFunction(workspace, path);
}

/** The command line of Supabase deploys each folder there as a function: https://supabase.com/docs/guides/functions/quickstart */
const supabaseFunctions = '/supabase/functions/';

/** Modules that functions of Twilio load by their names: https://www.twilio.com/docs/serverless/functions-assets/client */
const twilioRuntime = /\bRuntime\.get(?:Functions|Assets)\s*\(/;
const twilioTools = ['twilio-run', '@twilio/runtime-handler', '@twilio-labs/serverless-runtime-types'];

function isOfTwilio(workspace: Workspace, path: string, text: string): boolean {
  if (twilioRuntime.test(text)) return true;
  if (!/\.(?:private|protected)\.js$/.test(path)) return false;
  const dependencies = workspace.manifest(path)?.dependencies;
  return twilioTools.some((name) => dependencies?.has(name) === true);
}

/** Zapier ends each action of an integration after 30 s. */
function isOfIntegration(workspace: Workspace, path: string): boolean {
  return workspace.manifest(path)?.dependencies.has('zapier-platform-core') === true;
}

const taskConfigurations = ['trigger.config.ts', 'trigger.config.mts', 'trigger.config.js', 'trigger.config.mjs'];

/** A task of Trigger.dev, whose project limits how long tasks run. */
function isLimitedTask(workspace: Workspace, path: string, imported: readonly string[]): boolean {
  if (!imported.some((name) => /^@trigger\.dev\/sdk(?:\/v\d+)?$/.test(name))) return false;
  const folder = workspace.manifest(path)?.folder;
  return folder !== undefined && taskConfigurations.some((name) => /^[^/\n]*\bmaxDuration\s*:/m.test(workspace.text(`${folder}/${name}`) ?? ''));
}

/** What the functions framework loads and is asked for by name: `exports.countVisits = (req, res) => …`. */
function isFunctionOfFramework(workspace: Workspace, path: string): boolean {
  const needsFramework = workspace.manifest(path)?.dependencies.has('@google-cloud/functions-framework') === true;
  return needsFramework && entryFile.test(relativePaths(workspace, path).inPackage);
}
