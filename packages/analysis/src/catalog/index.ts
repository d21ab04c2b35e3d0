/** The libraries that Failsoft knows. Written by `npm run catalog`, from the files of this folder. */
import { aiSdk } from './ai/ai-sdk.js';
import { anthropic } from './ai/anthropic.js';
import { cohere } from './ai/cohere.js';
import { googleGenai } from './ai/google-genai.js';
import { googleGenerativeAi } from './ai/google-generative-ai.js';
import { huggingFace } from './ai/hugging-face.js';
import { langchainAnthropic } from './ai/langchain-anthropic.js';
import { langchainOpenai } from './ai/langchain-openai.js';
import { mistral } from './ai/mistral.js';
import { openai } from './ai/openai.js';
import { replicate } from './ai/replicate.js';
import { cacheManagerIoredisYet } from './cache/cache-manager-ioredis-yet.js';
import { cacheManagerRedisYet } from './cache/cache-manager-redis-yet.js';
import { cacheManager } from './cache/cache-manager.js';
import { ioredis } from './cache/ioredis.js';
import { iovalkey } from './cache/iovalkey.js';
import { keyvRedis } from './cache/keyv-redis.js';
import { keyv } from './cache/keyv.js';
import { memcached } from './cache/memcached.js';
import { memjs } from './cache/memjs.js';
import { redis } from './cache/redis.js';
import { upstashRedis } from './cache/upstash-redis.js';
import { valkeyGlide } from './cache/valkey-glide.js';
import { bigquery } from './database/bigquery.js';
import { cassandra } from './database/cassandra.js';
import { clickhouse } from './database/clickhouse.js';
import { drizzleMysql2 } from './database/drizzle-mysql2.js';
import { drizzleNeonHttp } from './database/drizzle-neon-http.js';
import { drizzleNeonServerless } from './database/drizzle-neon-serverless.js';
import { drizzleNodePostgres } from './database/drizzle-node-postgres.js';
import { drizzlePlanetscale } from './database/drizzle-planetscale.js';
import { drizzlePostgresJs } from './database/drizzle-postgres-js.js';
import { elasticsearch } from './database/elasticsearch.js';
import { knex } from './database/knex.js';
import { kysely } from './database/kysely.js';
import { ldapjs } from './database/ldapjs.js';
import { ldapts } from './database/ldapts.js';
import { libsql } from './database/libsql.js';
import { mariadb } from './database/mariadb.js';
import { meilisearch } from './database/meilisearch.js';
import { mongodb } from './database/mongodb.js';
import { mongoose } from './database/mongoose.js';
import { mssql } from './database/mssql.js';
import { mysql } from './database/mysql.js';
import { mysql2Promise } from './database/mysql2-promise.js';
import { mysql2 } from './database/mysql2.js';
import { neo4j } from './database/neo4j.js';
import { neon } from './database/neon.js';
import { opensearch } from './database/opensearch.js';
import { pg } from './database/pg.js';
import { pinecone } from './database/pinecone.js';
import { planetscale } from './database/planetscale.js';
import { postgresJs } from './database/postgres-js.js';
import { prisma } from './database/prisma.js';
import { qdrant } from './database/qdrant.js';
import { sequelize } from './database/sequelize.js';
import { supabase } from './database/supabase.js';
import { tedious } from './database/tedious.js';
import { typeorm } from './database/typeorm.js';
import { ftp } from './file/ftp.js';
import { sftp } from './file/sftp.js';
import { apolloClient } from './http/apollo-client.js';
import { axios } from './http/axios.js';
import { crossFetch } from './http/cross-fetch.js';
import { fetch } from './http/fetch.js';
import { got } from './http/got.js';
import { graphqlRequest } from './http/graphql-request.js';
import { ky } from './http/ky.js';
import { needle } from './http/needle.js';
import { nestjsAxios } from './http/nestjs-axios.js';
import { nodeFetch } from './http/node-fetch.js';
import { nodeHttp } from './http/node-http.js';
import { ofetch } from './http/ofetch.js';
import { request } from './http/request.js';
import { superagent } from './http/superagent.js';
import { undici } from './http/undici.js';
import { urql } from './http/urql.js';
import { wretch } from './http/wretch.js';
import { mailgun } from './mail/mailgun.js';
import { nodemailer } from './mail/nodemailer.js';
import { postmark } from './mail/postmark.js';
import { resend } from './mail/resend.js';
import { sendgrid } from './mail/sendgrid.js';
import { amqpConnectionManager } from './queue/amqp-connection-manager.js';
import { amqplibCallbacks } from './queue/amqplib-callbacks.js';
import { amqplib } from './queue/amqplib.js';
import { azureStorageQueue } from './queue/azure-storage-queue.js';
import { bull } from './queue/bull.js';
import { bullmq } from './queue/bullmq.js';
import { confluentKafka } from './queue/confluent-kafka.js';
import { kafkajs } from './queue/kafkajs.js';
import { mqtt } from './queue/mqtt.js';
import { nats } from './queue/nats.js';
import { pubsub } from './queue/pubsub.js';
import { qstash } from './queue/qstash.js';
import { serviceBus } from './queue/service-bus.js';
import { connect } from './rpc/connect.js';
import { grpcJs } from './rpc/grpc-js.js';
import { soap } from './rpc/soap.js';
import { trpcClient } from './rpc/trpc-client.js';
import { algoliasearch } from './sdk/algoliasearch.js';
import { awsSdkV2 } from './sdk/aws-sdk-v2.js';
import { awsSdk } from './sdk/aws-sdk.js';
import { azureDataTables } from './sdk/azure-data-tables.js';
import { azureKeyvaultSecrets } from './sdk/azure-keyvault-secrets.js';
import { azureSearchDocuments } from './sdk/azure-search-documents.js';
import { azureStorageBlob } from './sdk/azure-storage-blob.js';
import { contentful } from './sdk/contentful.js';
import { firebaseAdmin } from './sdk/firebase-admin.js';
import { firebase } from './sdk/firebase.js';
import { googleAuthLibrary } from './sdk/google-auth-library.js';
import { googleCloudStorage } from './sdk/google-cloud-storage.js';
import { googleapis } from './sdk/googleapis.js';
import { grammy } from './sdk/grammy.js';
import { launchdarkly } from './sdk/launchdarkly.js';
import { minio } from './sdk/minio.js';
import { nodeAppwrite } from './sdk/node-appwrite.js';
import { nodeVault } from './sdk/node-vault.js';
import { octokit } from './sdk/octokit.js';
import { openapiAxios } from './sdk/openapi-axios.js';
import { posthog } from './sdk/posthog.js';
import { pusher } from './sdk/pusher.js';
import { sanity } from './sdk/sanity.js';
import { slackBolt } from './sdk/slack-bolt.js';
import { slackWebhook } from './sdk/slack-webhook.js';
import { slack } from './sdk/slack.js';
import { stripe } from './sdk/stripe.js';
import { telegraf } from './sdk/telegraf.js';
import { twilio } from './sdk/twilio.js';
import { webPush } from './sdk/web-push.js';
import { nodeChildProcess } from './socket/node-child-process.js';
import { nodeNet } from './socket/node-net.js';
import { socketIoClient } from './socket/socket-io-client.js';
import { ssh2 } from './socket/ssh2.js';
import { ws } from './socket/ws.js';
import type { Library } from './schema.js';

export const libraries: readonly Library[] = [
  aiSdk,
  anthropic,
  cohere,
  googleGenai,
  googleGenerativeAi,
  huggingFace,
  langchainAnthropic,
  langchainOpenai,
  mistral,
  openai,
  replicate,
  cacheManagerIoredisYet,
  cacheManagerRedisYet,
  cacheManager,
  ioredis,
  iovalkey,
  keyvRedis,
  keyv,
  memcached,
  memjs,
  redis,
  upstashRedis,
  valkeyGlide,
  bigquery,
  cassandra,
  clickhouse,
  drizzleMysql2,
  drizzleNeonHttp,
  drizzleNeonServerless,
  drizzleNodePostgres,
  drizzlePlanetscale,
  drizzlePostgresJs,
  elasticsearch,
  knex,
  kysely,
  ldapjs,
  ldapts,
  libsql,
  mariadb,
  meilisearch,
  mongodb,
  mongoose,
  mssql,
  mysql,
  mysql2Promise,
  mysql2,
  neo4j,
  neon,
  opensearch,
  pg,
  pinecone,
  planetscale,
  postgresJs,
  prisma,
  qdrant,
  sequelize,
  supabase,
  tedious,
  typeorm,
  ftp,
  sftp,
  apolloClient,
  axios,
  crossFetch,
  fetch,
  got,
  graphqlRequest,
  ky,
  needle,
  nestjsAxios,
  nodeFetch,
  nodeHttp,
  ofetch,
  request,
  superagent,
  undici,
  urql,
  wretch,
  mailgun,
  nodemailer,
  postmark,
  resend,
  sendgrid,
  amqpConnectionManager,
  amqplibCallbacks,
  amqplib,
  azureStorageQueue,
  bull,
  bullmq,
  confluentKafka,
  kafkajs,
  mqtt,
  nats,
  pubsub,
  qstash,
  serviceBus,
  connect,
  grpcJs,
  soap,
  trpcClient,
  algoliasearch,
  awsSdkV2,
  awsSdk,
  azureDataTables,
  azureKeyvaultSecrets,
  azureSearchDocuments,
  azureStorageBlob,
  contentful,
  firebaseAdmin,
  firebase,
  googleAuthLibrary,
  googleCloudStorage,
  googleapis,
  grammy,
  launchdarkly,
  minio,
  nodeAppwrite,
  nodeVault,
  octokit,
  openapiAxios,
  posthog,
  pusher,
  sanity,
  slackBolt,
  slackWebhook,
  slack,
  stripe,
  telegraf,
  twilio,
  webPush,
  nodeChildProcess,
  nodeNet,
  socketIoClient,
  ssh2,
  ws,
];
