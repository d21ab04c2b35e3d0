/** Modules that no browser can load: of Node, and SDKs that hold secrets or sockets. */
import { anyOf } from '../any-of.js';
import { mentionedIn } from '../workspace/mentions.js';

/** Bundlers replace the others: `buffer`, `events`, `path`, `stream`, `url`, `util`. */
const ofNode = /^(?:node:)?(?:async_hooks|child_process|cluster|dgram|dns|fs|http2|inspector|net|perf_hooks|readline|repl|tls|v8|vm|worker_threads)(?:\/promises)?$/;

const serverOnly = anyOf(
  ofNode,
  /^(?:express|fastify|koa|@nestjs\/(?:core|common)|@hapi\/hapi|restify|@trigger\.dev\/sdk(?:\/v\d+)?|inngest|@temporalio\/\w+|bullmq|bull|agenda)$/,
  /^(?:pg|pg-boss|graphile-worker|mysql2?(?:\/promise)?|mongodb|mongoose|ioredis|redis|knex|sequelize|typeorm|amqplib|kafkajs|nodemailer)$/,
  /^(?:firebase-admin(?:\/[\w-]+)?|twilio|@sendgrid\/mail|resend|replicate|@google-cloud\/[\w-]+|@grpc\/grpc-js|server-only)$/,
);

/** For their values. */
export function loadsServerModules(text: string): boolean {
  return mentionedIn(text).values.some((specifier) => serverOnly.test(specifier));
}
