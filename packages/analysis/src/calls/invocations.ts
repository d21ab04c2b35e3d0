/** Functions that a platform calls, and ends when their time is over: Lambda, Cloud Functions, Azure Functions, Twilio, Appwrite; and what only these import. */
import { anyOf } from '../any-of.js';
import { isImportedOnlyBy, type FileKind } from '../audience/imported-only-by.js';
import { relativePaths } from '../audience/places.js';
import { entryFile } from '../audience/programs.js';
import { remembered } from '../audience/remembered.js';
import type { ModuleModel } from '../module/model.js';
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
  /\(\s*_?event\s*,\s*_?context\b|\bawslambda\s*\??\.\s*streamifyResponse\b/i,
  /\bexport default async \(\{[^{}]*\breq\b[^{}]*\bres\b[^{}]*\}/i,
);

const functions: FileKind = {
  isOne: (workspace, path, text) => isFunction(workspace, path, text) || undefined,
  isOnlyImported: () => true,
  maxLevels: 2,
  maxImporters: 24,
};

export function isInvokedByPlatform(workspace: Workspace, { path, text }: ModuleModel): boolean {
  return isFunction(workspace, path, text) || isImportedOnlyBy(workspace, path, text, functions);
}

const isFunction = remembered((workspace, path, text) => {
  const { values, types } = mentionedIn(text);
  if ([...values, ...types].some((name) => platformPackage.test(name)) || handler.test(text)) return true;
  return isFunctionOfFramework(workspace, path) || isDeployedAsFunction(workspace, path);
});

/** What the functions framework loads and is asked for by name: `exports.countVisits = (req, res) => …`. */
function isFunctionOfFramework(workspace: Workspace, path: string): boolean {
  const needsFramework = workspace.manifest(path)?.dependencies.has('@google-cloud/functions-framework') === true;
  return needsFramework && entryFile.test(relativePaths(workspace, path).inPackage);
}
