import { oneOf } from '../alternatives.js';
import type { Client, Library } from '../schema.js';

const services = oneOf(`
  S3 DynamoDB SQS SNS SES Lambda SecretsManager SSM STS KMS CloudWatch CloudFront Kinesis Firehose EventBridge
  CognitoIdentityServiceProvider StepFunctions Rekognition Textract Polly`);

const requests = oneOf(`
  getObject() headObject() listObjects() listObjectsV2() putObject() deleteObject() deleteObjects() copyObject() upload() get() put()
  update() delete() query() scan() batchGet() batchWrite() transactWrite() getItem() putItem() updateItem() deleteItem() sendMessage()
  sendMessageBatch() deleteMessage() publish() sendEmail() sendRawEmail() sendTemplatedEmail() invoke() getSecretValue() getParameter()
  getParameters() assumeRole() encrypt() decrypt() adminGetUser() adminCreateUser() startExecution()`);

/** A request is sent by `.promise()`, `.send()` or a callback. */
const client: Client = {
  name: 'AWS SDK v2 client',
  makers: [
    { path: services, by: 'new', optionsAt: [0] },
    { path: '', by: 'new', optionsAt: [0] },
    { path: 'DynamoDB.DocumentClient', by: 'new', optionsAt: [0] },
  ],
  types: [services, 'DocumentClient'],
  calls: [
    { path: `${requests}.promise|send`, effect: 'write' },
    { path: 'receiveMessage().promise|send', effect: 'blocking' },
  ],
  local: ['getSignedUrl|getSignedUrlPromise|createPresignedPost', 'config.**'],
  self: [],
  timeout: {
    options: {
      timeout: { place: { at: 'client', path: 'httpOptions.timeout' }, unit: 'ms', disabled: [0], covers: ['request', 'headers', 'body', 'idle'] },
      connectTimeout: {
        place: { at: 'client', path: 'httpOptions.connectTimeout' },
        unit: 'ms',
        disabled: [0],
        covers: ['connect'],
        weakness: { kind: 'connect-only', why: 'it ends with the connection: the answer may take longer' },
      },
    },
    sufficient: [['timeout']],
    default: [{ versions: '*', ms: 120_000, phrase: 'the AWS SDK v2 gives up after 120 s of silence', verified: 'documentation' }],
    insertions: [],
  },
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

export const awsSdkV2: Library = {
  name: 'AWS SDK v2',
  dependency: 'AWS',
  kind: 'sdk',
  packages: ['aws-sdk', 'aws-sdk/clients/*'],
  globals: [],
  functions: [],
  clients: [client],
  processWide: [],
  source: ['https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/AWS/Config.html (httpOptions)', 'aws-sdk/lib/http/node.js (setTimeout)'],
  verified: 'experiment',
};
