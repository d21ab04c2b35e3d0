import { oneOf } from '../alternatives.js';
import type { CallPattern, Client, Insertion, Library, TimeoutFacts } from '../schema.js';
import { http2Timeout } from './aws-sdk-http2-timeout.js';
import { insertedHandler } from './aws-sdk-request-handler.js';

/** Classes with a method for each operation, which stand beside `…Client`: `new S3()`, `new SQS()`. */
const services = oneOf(`
  ACM APIGateway AppSync Athena CloudFront CloudWatch CloudWatchEvents CloudWatchLogs CognitoIdentity CognitoIdentityProvider Comprehend DynamoDB
  DynamoDBStreams EC2 ECR ECS EKS ElastiCache EventBridge Firehose Glue IAM IoT IoTDataPlane Kinesis KMS Location MediaConvert OpenSearch Personalize
  Pinpoint Polly RDS Rekognition Route53 S3 S3Control Scheduler SecretsManager SES SESv2 SNS SSM STS Textract Transcribe Translate WAFV2 XRay`);

/** Reads by the name of their command; the rest write. */
const readCommands = 'Get*|Head*|List*|Describe*|BatchGet*|Query*|Scan*|Search*|Select*';

const reads = oneOf(`
  batchGet batchGetItem describe* getBucket* getItem getObject getObject* getPublicAccessBlock getQueueAttributes getQueueUrl getResourcePolicy
  headBucket headObject listBackups listBucket* listBulkOperations listContributorInsights listDeadLetterSourceQueues listDirectoryBuckets listExports
  listGlobalTables listImports listMessageMoveTasks listMultipartUploads listObject* listParts listQueues listQueueTags listTables listTagsOfResource
  query scan searchVectors selectObjectContent getCallerIdentity getParameter getParameters getParametersByPath getPublicKey getSecretValue
  listSecrets adminGetUser listUsers`);

const writes = oneOf(`
  abortMultipartUpload addPermission batchExecuteStatement batchWrite batchWriteItem cancelBulkOperation cancelMessageMoveTask changeMessageVisibility
  changeMessageVisibilityBatch completeMultipartUpload copyObject createBackup createBucket createBucket* createGlobalTable createMultipartUpload
  createQueue createSession createTable deleteBackup deleteBucket deleteBucket* deleteItem deleteMessage deleteMessageBatch deleteObject deleteObject*
  deletePublicAccessBlock deleteQueue deleteResourcePolicy deleteTable disableKinesisStreamingDestination enableKinesisStreamingDestination
  executeStatement executeTransaction exportTableToPointInTime importTable purgeQueue putBucket* putItem putObject putObject* putPublicAccessBlock
  putResourcePolicy removePermission renameObject restoreObject restoreTableFromBackup restoreTableToPointInTime sendMessage sendMessageBatch
  setQueueAttributes startBulkPutItems startMessageMoveTask tagQueue tagResource transactGet transactGetItems transactWrite transactWriteItems
  untagQueue untagResource updateBucket* updateContinuousBackups updateContributorInsights updateGlobalTable updateGlobalTableSettings updateItem
  updateKinesisStreamingDestination updateObjectEncryption updateTable updateTableReplicaAutoScaling updateTimeToLive uploadPart uploadPartCopy
  writeGetObjectResponse adminCreateUser adminDeleteUser adminInitiateAuth assumeRole createInvalidation createSecret decrypt encrypt generateDataKey
  initiateAuth invoke invokeModel publishBatch putEvents putLogEvents putMetricData putParameter putRecord putRecordBatch putRecords putSecretValue
  sendEmail sendBulkEmail sendRawEmail sendTemplatedEmail signUp startExecution startSyncExecution converse`);

const calls: readonly CallPattern[] = [
  { path: 'send', command: readCommands, effect: 'read' },
  { path: 'send', effect: 'write' },
  { path: reads, effect: 'read' },
  { path: writes, effect: 'write' },
  { path: 'destroy', effect: 'shutdown' },
];

/** Long polling: the answer comes when a message does. Without a time to wait for it, a queue answers at once. */
const queueCalls: readonly CallPattern[] = [
  { path: 'send', command: 'ReceiveMessageCommand', option: 'WaitTimeSeconds', effect: 'blocking' },
  { path: 'receiveMessage', option: 'WaitTimeSeconds', effect: 'blocking' },
  { path: 'send', command: 'ReceiveMessageCommand', effect: 'read' },
  { path: 'receiveMessage', effect: 'read' },
  ...calls,
];

/** The answer comes when a task does, within a minute. */
const taskCalls: readonly CallPattern[] = [
  { path: 'send', command: 'GetActivityTaskCommand', effect: 'blocking' },
  { path: 'getActivityTask', effect: 'blocking' },
  ...calls,
];

/** Options stand in `requestHandler`, as a plain object or as `new NodeHttpHandler(options)`. The default is three attempts. */
const facts: Omit<TimeoutFacts, 'insertions'> = {
  options: {
    // Silence on a connected socket; connecting ends with the system's own limit.
    socketTimeout: {
      place: { at: 'client', path: 'requestHandler.socketTimeout' },
      unit: 'ms',
      disabled: [0],
      covers: ['request', 'headers', 'body', 'idle'],
    },
    requestTimeout: {
      place: { at: 'client', path: 'requestHandler.requestTimeout' },
      unit: 'ms',
      versions: '>=3.723.0',
      disabled: [0],
      covers: ['headers'],
      weakness: { kind: 'warns-only', why: 'it only logs a warning unless throwOnRequestTimeout is true' },
    },
    throwOnRequestTimeout: {
      place: { at: 'client', path: 'requestHandler.throwOnRequestTimeout' },
      unit: 'ms',
      disabled: [],
      covers: ['headers'],
      mustBe: true,
    },
    // Handlers before 4 took it for socketTimeout.
    'requestTimeout of older handlers': {
      place: { at: 'client', path: 'requestHandler.requestTimeout' },
      unit: 'ms',
      versions: '<3.723.0',
      disabled: [0],
      covers: ['request', 'headers', 'body', 'idle'],
    },
    connectionTimeout: {
      place: { at: 'client', path: 'requestHandler.connectionTimeout' },
      unit: 'ms',
      disabled: [0],
      covers: ['connect'],
      weakness: { kind: 'connect-only', why: 'it ends with the connection: the answer is waited for, for ever' },
    },
    abortSignal: {
      place: { at: 'call', argument: 1, path: 'abortSignal' },
      unit: 'ms',
      disabled: [],
      covers: ['dns', 'connect', 'request', 'headers'],
      isSignal: true,
    },
    'requestTimeout of this call': {
      place: { at: 'call', argument: 1, path: 'requestTimeout' },
      unit: 'ms',
      disabled: [0],
      covers: ['headers'],
      weakness: { kind: 'warns-only', why: 'it only logs a warning unless the client sets throwOnRequestTimeout' },
    },
    signal: {
      place: { at: 'call', argument: 1, path: 'signal' },
      unit: 'ms',
      disabled: [],
      covers: [],
      weakness: { kind: 'no-such-option', why: 'the AWS SDK calls it abortSignal and ignores this one' },
    },
  },
  sufficient: [
    ['socketTimeout'],
    ['requestTimeout', 'throwOnRequestTimeout'],
    ['requestTimeout of older handlers'],
    ['abortSignal'],
    ['requestTimeout of this call', 'throwOnRequestTimeout'],
  ],
  default: [{ versions: '*', ms: null, phrase: 'the AWS SDK has none by default' }],
};

/** Both count silence, so that a slow upload survives; requestTimeout with throwOnRequestTimeout ends one. */
function insertion(kind: 'sdk' | 'ai', times = 1): Insertion {
  return insertedHandler([
    { name: 'connectionTimeout', value: { setting: 'connect', times: 1 } },
    { name: 'socketTimeout', value: { setting: kind, times } },
  ]);
}

const shared: Pick<Client, 'local' | 'localTakers' | 'errorEvent' | 'role' | 'reported'> = {
  localTakers: [
    { package: '@aws-sdk/s3-request-presigner', path: 'getSignedUrl' },
    { package: '@aws-sdk/s3-presigned-post', path: 'createPresignedPost' },
  ],
  local: ['middlewareStack.**', 'config.**'],
  errorEvent: { unheard: 'none' },
  role: 'other',
  reported: 'creation',
};

/** A service that needs facts of its own: its client class and the class with a method for each operation. */
function service(name: string, classes: readonly string[], own: Pick<Client, 'calls'> & Pick<TimeoutFacts, 'insertions'>): Client {
  return {
    name,
    makers: [{ path: classes.join('|'), by: 'new', optionsAt: [0] }],
    types: classes,
    calls: own.calls,
    self: [],
    timeout: { ...facts, insertions: own.insertions },
    ...shared,
  };
}

/** Streams in both directions need HTTP/2, whose handler has timeouts of its own. */
function overHttp2(name: string, classes: readonly string[], kind: 'sdk' | 'ai'): Client {
  const { timeout, ...rest } = service(name, classes, { calls, insertions: [] });
  return { ...rest, timeout: http2Timeout(timeout.options, kind) };
}

const ownFacts: readonly Client[] = [
  // A queue may itself say that its readers wait, for 20 s at most.
  service('SQS client', ['SQSClient', 'SQS'], { calls: queueCalls, insertions: [insertion('sdk', 3)] }),
  overHttp2('Bedrock client', ['BedrockRuntimeClient', 'BedrockRuntime', 'BedrockAgentRuntimeClient', 'BedrockAgentRuntime'], 'ai'),
  overHttp2('Kinesis client', ['KinesisClient', 'Kinesis'], 'sdk'),
  // A model may think for a minute before its first word.
  service('SageMaker client', ['SageMakerRuntimeClient', 'SageMakerRuntime'], { calls, insertions: [insertion('ai')] }),
  // A function may run for 15 minutes before it answers, a synchronous workflow for 5, a statement for 1: no number is safe for all.
  service('Lambda client', ['LambdaClient', 'Lambda'], { calls, insertions: [] }),
  service('Step Functions client', ['SFNClient', 'SFN'], { calls: taskCalls, insertions: [] }),
  service('RDS Data client', ['RDSDataClient', 'RDSData'], { calls, insertions: [] }),
];

/** Sends through the client that it is made from, whose options decide. */
const documents: Client = {
  name: 'DynamoDB document client',
  makers: [
    { path: 'DynamoDBDocumentClient|DynamoDBDocument.from', by: 'call', optionsAt: [0], inner: { argument: 0 } },
    { path: 'DynamoDBDocumentClient|DynamoDBDocument', by: 'new', optionsAt: [0], inner: { argument: 0 } },
  ],
  types: ['DynamoDBDocumentClient', 'DynamoDBDocument'],
  calls: [...calls, { path: 'get', effect: 'read' }, { path: 'put|update|delete', effect: 'write' }],
  self: [],
  timeout: { ...facts, insertions: [] },
  ...shared,
};

const upload: Client = {
  name: 'S3 upload',
  makers: [{ path: 'Upload', by: 'new', optionsAt: [], inner: { argument: 0, property: 'client' } }],
  types: ['Upload'],
  calls: [{ path: 'done', effect: 'write' }, { path: 'abort', effect: 'shutdown' }],
  self: ['on()'],
  timeout: { options: {}, sufficient: [], default: facts.default, insertions: [], remedy: 'The S3 client that it is given bounds it.' },
  ...shared,
};

const client: Client = {
  name: 'AWS SDK client',
  makers: [
    { path: '*Client', by: 'new', optionsAt: [0] },
    { path: services, by: 'new', optionsAt: [0] },
  ],
  types: ['*Client', services],
  calls,
  self: [],
  timeout: { ...facts, insertions: [insertion('sdk')] },
  ...shared,
};

/** Waiters and paginators take the client in an object; signing a URL sends nothing. */
export const awsSdk: Library = {
  name: 'AWS SDK',
  dependency: 'AWS',
  kind: 'sdk',
  packages: ['@aws-sdk/client-*', '@aws-sdk/lib-dynamodb', '@aws-sdk/lib-storage'],
  globals: [],
  functions: [],
  // The first that matches decides: `*Client` is last.
  clients: [...ownFacts, documents, upload, client],
  processWide: [],
  optionHolders: [
    { packages: ['@smithy/node-http-handler', '@aws-sdk/node-http-handler'], path: 'NodeHttpHandler', argument: 0 },
  ],
  source: [
    'https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/node-configuring-maxsockets.html',
    '@smithy/types/dist-types/http/httpHandlerInitialization.d.ts',
    '@smithy/node-http-handler/dist-cjs/index.js (setRequestTimeout, setSocketTimeout, setConnectionTimeout)',
    '@aws-sdk/core/dist-cjs/submodules/client/index.js (AWS_ENABLE_DEFAULT_SOCKET_TIMEOUT_2026)',
  ],
  verified: 'experiment',
};
