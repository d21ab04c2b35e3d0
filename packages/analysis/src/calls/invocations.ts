/** Functions that a platform calls, and ends when their time is over: Lambda, Cloud Functions, Azure Functions, Twilio. */
import type { ModuleModel } from '../module/model.js';

const platformPackage =
  /^(?:aws-lambda|@middy\/core|@aws-lambda-powertools\/.*|firebase-functions(?:\/.*)?|@google-cloud\/functions-framework|@azure\/functions|@netlify\/functions|@vercel\/(?:node|functions))$/;
/** `export const handler = async (event) => …`, `exports.handler = function (context, event, callback) …`. */
const handler = /\bhandler\b\s*(?::[^=\n]+)?=?\s*(?:async\s*)?(?:function\b\s*\w*\s*)?\(\s*\{?\s*_?(?:event|context)\b/i;

export function isInvokedByPlatform({ imports, text }: ModuleModel): boolean {
  return imports.some(({ specifier }) => platformPackage.test(specifier)) || handler.test(text);
}
