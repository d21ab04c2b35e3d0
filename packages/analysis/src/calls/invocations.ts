/** Functions that a platform calls, and ends when their time is over: Lambda, Cloud Functions, Azure Functions, Twilio, Appwrite. */
import { anyOf } from '../any-of.js';
import type { ModuleModel } from '../module/model.js';

const platformPackage =
  /^(?:aws-lambda|@middy\/core|@aws-lambda-powertools\/.*|firebase-functions(?:\/.*)?|@google-cloud\/functions-framework|@azure\/functions|@netlify\/functions|@vercel\/(?:node|functions))$/;
/** `export const handler = async (event) => …`, `exports.hello = (event, context, callback) => …`, `export default async ({ req, res, log }) => …`. */
const handler = anyOf(
  /\bhandler\b\s*(?::[^=\n]+)?=?\s*(?:async\s*)?(?:function\b\s*\w*\s*)?\(\s*\{?\s*_?(?:event|context)\b/i,
  /\(\s*_?event\s*,\s*_?context\b/i,
  /\bexport default async \(\{[^{}]*\breq\b[^{}]*\bres\b[^{}]*\}/i,
);

export function isInvokedByPlatform({ imports, text }: ModuleModel): boolean {
  return imports.some(({ specifier }) => platformPackage.test(specifier)) || handler.test(text);
}
