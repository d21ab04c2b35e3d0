/** The libraries that Failsoft knows. Written by `npm run catalog`, from the files of this folder. */
import { openai } from './ai/openai.js';
import { ioredis } from './cache/ioredis.js';
import { redis } from './cache/redis.js';
import { meilisearch } from './database/meilisearch.js';
import { mongoose } from './database/mongoose.js';
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
  meilisearch,
  mongoose,
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
