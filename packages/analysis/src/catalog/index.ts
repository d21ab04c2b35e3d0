/** The libraries that Failsoft knows. A new one is one new file of data, named here. */
import { openai } from './ai/openai.js';
import { ioredis } from './cache/ioredis.js';
import { redis } from './cache/redis.js';
import { mongoose } from './database/mongoose.js';
import { pg } from './database/pg.js';
import { prisma } from './database/prisma.js';
import { axios } from './http/axios.js';
import { fetch } from './http/fetch.js';
import { got } from './http/got.js';
import { nestjsAxios } from './http/nestjs-axios.js';
import { undici } from './http/undici.js';
import { nodemailer } from './mail/nodemailer.js';
import type { Library } from './schema.js';
import { awsSdk } from './sdk/aws-sdk.js';
import { stripe } from './sdk/stripe.js';

export const libraries: readonly Library[] = [fetch, axios, nestjsAxios, undici, got, redis, ioredis, pg, prisma, mongoose, awsSdk, stripe, nodemailer, openai];
