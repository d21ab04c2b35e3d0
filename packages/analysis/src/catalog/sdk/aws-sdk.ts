import { oneOf } from '../alternatives.js';
import type { CallPattern, Client, Library, TimeoutFacts } from '../schema.js';
import { http1Timeout, insertedHttp1Handler, signals } from './aws-sdk-http1-timeout.js';
import { http2Timeout, http2TimeoutSince } from './aws-sdk-http2-timeout.js';

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

/** Both sides speak for as long as they have something to say. */
const conversations = oneOf(`
  InvokeModelWithBidirectionalStreamCommand StartConversationCommand StartSpeechSynthesisStreamCommand StartStreamTranscriptionCommand
  StartMedicalStreamTranscriptionCommand StartMedicalScribeStreamCommand StartCallAnalyticsStreamTranscriptionCommand ChatCommand`);

const streamCalls: readonly CallPattern[] = [{ path: 'send', command: conversations, effect: 'blocking' }, ...calls];

/** The answer comes when a task does, within a minute. */
const taskCalls: readonly CallPattern[] = [
  { path: 'send', command: 'GetActivityTaskCommand', effect: 'blocking' },
  { path: 'getActivityTask', effect: 'blocking' },
  ...calls,
];

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
    timeout: { ...http1Timeout, insertions: own.insertions },
    ...shared,
  };
}

/** Streams in both directions need HTTP/2, whose handler has timeouts of its own. */
function overHttp2(name: string, classes: readonly string[], kind: 'sdk' | 'ai'): Client {
  const { timeout, ...rest } = service(name, classes, { calls: streamCalls, insertions: [] });
  return { ...rest, timeout: http2Timeout(signals, timeout, kind) };
}

/** The same, of a service whose client came to HTTP/2 with its first such stream. */
function overHttp2Since(version: string, name: string, classes: readonly string[], kind: 'sdk' | 'ai'): Client {
  const { timeout, ...rest } = service(name, classes, { calls: streamCalls, insertions: [insertedHttp1Handler(kind)] });
  return { ...rest, timeout: http2TimeoutSince(version, signals, timeout, kind) };
}

const ownFacts: readonly Client[] = [
  // A queue may itself say that its readers wait, for 20 s at most.
  service('SQS client', ['SQSClient', 'SQS'], { calls: queueCalls, insertions: [insertedHttp1Handler('sdk', 3)] }),
  overHttp2Since('3.798.0', 'Bedrock client', ['BedrockRuntimeClient', 'BedrockRuntime'], 'ai'),
  overHttp2Since('3.1071.0', 'Bedrock agent client', ['BedrockAgentRuntimeClient', 'BedrockAgentRuntime'], 'ai'),
  overHttp2Since('3.1013.0', 'Polly client', ['PollyClient', 'Polly'], 'sdk'),
  overHttp2('Kinesis client', ['KinesisClient', 'Kinesis'], 'sdk'),
  overHttp2('Lex client', ['LexRuntimeV2Client', 'LexRuntimeV2'], 'sdk'),
  overHttp2('Transcribe streaming client', ['TranscribeStreamingClient', 'TranscribeStreaming'], 'sdk'),
  overHttp2('Q Business client', ['QBusinessClient', 'QBusiness'], 'ai'),
  // A model may think for a minute before its first word.
  service('SageMaker client', ['SageMakerRuntimeClient', 'SageMakerRuntime'], { calls, insertions: [insertedHttp1Handler('ai')] }),
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
  timeout: { ...http1Timeout, insertions: [] },
  ...shared,
};

const upload: Client = {
  name: 'S3 upload',
  makers: [{ path: 'Upload', by: 'new', optionsAt: [], inner: { argument: 0, property: 'client' } }],
  types: ['Upload'],
  calls: [{ path: 'done', effect: 'write' }, { path: 'abort', effect: 'shutdown' }],
  self: ['on()'],
  timeout: { options: {}, sufficient: [], default: http1Timeout.default, insertions: [], remedy: 'The S3 client that it is given bounds it.' },
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
  timeout: { ...http1Timeout, insertions: [insertedHttp1Handler('sdk')] },
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
    '@smithy/node-http-handler/dist-es/node-http2-handler.js, node-http2-connection-manager.js (createIsolatedSession)',
    '@aws-sdk/client-*/dist-es/runtimeConfig.js (requestHandler)',
    '@aws-sdk/core/dist-cjs/submodules/client/index.js (AWS_ENABLE_DEFAULT_SOCKET_TIMEOUT_2026)',
  ],
  verified: 'experiment',
};
