/** The libraries that Failsoft knows. Written by `npm run catalog`, from the files of this folder. */
import { openai } from './ai/openai.js';
import { ioredis } from './cache/ioredis.js';
import { redis } from './cache/redis.js';
import { cassandra } from './database/cassandra.js';
import { clickhouse } from './database/clickhouse.js';
import { elasticsearch } from './database/elasticsearch.js';
import { firebaseAdmin } from './database/firebase-admin.js';
import { meilisearch } from './database/meilisearch.js';
import { mongodb } from './database/mongodb.js';
import { mongoose } from './database/mongoose.js';
import { neo4j } from './database/neo4j.js';
import { opensearch } from './database/opensearch.js';
import { pg } from './database/pg.js';
import { prisma } from './database/prisma.js';
import { axios } from './http/axios.js';
import { fetch } from './http/fetch.js';
import { got } from './http/got.js';
import { nestjsAxios } from './http/nestjs-axios.js';
import { undici } from './http/undici.js';
import { nodemailer } from './mail/nodemailer.js';
import { awsSdk } from './sdk/aws-sdk.js';
import { stripe } from './sdk/stripe.js';
import type { Library } from './schema.js';

export const libraries: readonly Library[] = [
  openai,
  ioredis,
  redis,
  cassandra,
  clickhouse,
  elasticsearch,
  firebaseAdmin,
  meilisearch,
  mongodb,
  mongoose,
  neo4j,
  opensearch,
  pg,
  prisma,
  axios,
  fetch,
  got,
  nestjsAxios,
  undici,
  nodemailer,
  awsSdk,
  stripe,
];
