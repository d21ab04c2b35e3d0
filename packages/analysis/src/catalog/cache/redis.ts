import { oneOf } from '../alternatives.js';
import type { CallPattern, Client, ErrorEvent, Insertion, Library, TimeoutFacts, TimeoutOption, Weakness } from '../schema.js';

/** Every command is a method twice: `hGetAll` and `HGETALL`. */
function commands(names: string): string {
  return oneOf(`${names} ${names.toUpperCase()}`);
}

/** Commands of sections: `CLIENT_INFO`, `XGROUP_CREATE`. */
const sections = oneOf(
  `ACL_* BITFIELD_* CLIENT_* CLUSTER_* COMMAND_* CONFIG_* EVAL_* EVALSHA_* FCALL_* FUNCTION_* GEORADIUS_* GEORADIUSBYMEMBER_* GEOSEARCH_* HRANDFIELD_*
   HSCAN_* HOTKEYS_* LATENCY_* LCS_* LPOP_* LPOS_* MEMORY_* MODULE_* OBJECT_* PUBSUB_* RESTORE-* RPOP_* SCRIPT_* SORT_* SPOP_* SRANDMEMBER_*
   XADD_* XAUTOCLAIM_* XCLAIM_* XGROUP_* XINFO_* XPENDING_* ZADD_* ZDIFF_* ZINTER_* ZPOPMAX_* ZPOPMIN_* ZRANDMEMBER_* ZRANGE_*
   ZRANGEBYSCORE_* ZRANK_* ZUNION_* VEMB_* VLINKS_* VSIM_*`,
);

/** As of a store: numbers, lists, sets, streams, scripts, and what describes the server (INFO left out: every logger has a method of that name). */
const storeReads = `
  aclCat aclDryRun aclGenPass aclGetUser aclList aclLog aclUsers aclWhoAmI bitCount bitFieldRo bitPos clientCaching clientGetName clientGetRedir
  clientId clientInfo clientList clientTrackingInfo clusterCountFailureReports clusterCountKeysInSlot clusterGetKeysInSlot clusterInfo clusterKeySlot
  clusterLinks clusterMyId clusterMyShardId clusterNodes clusterReplicas clusterSlots command commandCount commandDocs commandGetKeys
  commandGetKeysAndFlags commandInfo commandList configGet dbSize digest dump echo evalRo evalShaRo expireTime fCallRo functionDump functionList
  functionListWithCode functionStats geoDist geoHash geoPos geoRadius geoRadiusByMember geoRadiusByMemberRo geoRadiusByMemberRoWith
  geoRadiusByMemberWith geoRadiusRo geoRadiusRoWith geoRadiusWith geoSearch geoSearchWith getBit getRange hello hExpireTime hKeys hLen hotkeysGet
  hpExpireTime hpTTL hRandField hRandFieldCount hRandFieldCountWithValues hScan hScanNoValues hStrLen hTTL hVals lastSave latencyDoctor latencyGraph
  latencyHistogram latencyHistory latencyLatest lcs lcsIdx lcsIdxWithMatchLen lcsLen lIndex lLen lolwut lPos lPosCount lRange memoryDoctor
  memoryMallocStats memoryStats memoryUsage moduleList objectEncoding objectFreq objectIdleTime objectRefCount pExpireTime pfCount ping pTTL
  pubSubChannels pubSubNumPat pubSubNumSub pubSubShardChannels pubSubShardNumSub randomKey role scan sCard scriptExists sDiff sInter sInterCard
  sIsMember sMembers smIsMember sRandMember sRandMemberCount sScan strLen sUnion time ttl type vCard vDim vEmb vEmbRaw vGetAttr vInfo vLinks
  vLinksWithScores vRandMember vRange vSim vSimWithScores xInfoConsumers xInfoGroups xInfoStream xLen xPending xPendingRange xRange xRevRange zCard
  zCount zDiff zDiffWithScores zInter zInterCard zInterWithScores zLexCount zmScore zRandMember zRandMemberCount zRandMemberCountWithScores zRange
  zRangeByLex zRangeByScore zRangeByScoreWithScores zRangeWithScores zRank zRankWithScore zRevRank zScan zScore zUnion zUnionWithScores`;

const storeWrites = `
  aclDelUser aclLoad aclLogReset aclSave aclSetUser append asking auth bgRewriteAof bgSave bitField bitOp clientKill clientNoEvict clientNoTouch
  clientPause clientSetName clientTracking clientUnpause clusterAddSlots clusterAddSlotsRange clusterBumpEpoch clusterDelSlots clusterDelSlotsRange
  clusterFailover clusterFlushSlots clusterForget clusterMeet clusterReplicate clusterReset clusterSaveConfig clusterSetConfigEpoch clusterSetSlot
  configResetStat configRewrite configSet copy decr decrBy delEx discard eval evalSha failover fCall functionDelete functionFlush functionKill
  functionLoad functionRestore geoAdd geoRadiusByMemberStore geoRadiusStore geoSearchStore getDel getSet hExpireAt hGetDel hGetEx hIncrBy hIncrByFloat
  hotkeysReset hotkeysStart hotkeysStop hpExpire hpExpireAt hPersist hSetNX incr incrBy incrByFloat latencyReset lInsert lMove lmPop lMPop lPop
  lPopCount lPush lPushX lRem lSet lTrim memoryPurge migrate moduleLoad moduleUnload move mSetNX persist pfAdd pfMerge publish readonly readwrite
  rename renameNX replicaOf restore restoreAsking rPop rPopCount rPopLPush rPush rPushX sAdd save scriptDebug scriptFlush scriptKill scriptLoad
  sDiffStore select setBit setNX setRange shutdown sInterStore sMove sort sortRo sortStore sPop sPopCount sPublish sRem sUnionStore swapDb unsubscribe
  pUnsubscribe sUnsubscribe unwatch vAdd vRem vSetAttr watch xAck xAckDel xAdd xAddNoMkStream xAutoClaim xAutoClaimJustId xCfgSet xClaim xClaimJustId
  xDel xDelEx xGroupCreate xGroupCreateConsumer xGroupDelConsumer xGroupDestroy xGroupSetId xSetId xTrim zAdd zAddIncr zDiffStore zIncrBy zInterStore
  zmPop zMPop zPopMax zPopMaxCount zPopMin zPopMinCount zRangeStore zRem zRemRangeByLex zRemRangeByRank zRemRangeByScore zUnionStore`;

/** Of the modules for search, for time series, and for filters and sketches. */
const searchReads = oneOf(`
  aggregate aggregateWithCursor configGet cursorRead dictDump explain explainCli profileAggregate profileSearch search searchNoContent spellCheck
  sugGet sugGetWithPayloads sugGetWithScores sugGetWithScoresWithPayloads sugLen synDump tagVals _list`);
const searchWrites = oneOf('aliasAdd aliasDel aliasUpdate alter configSet create cursorDel dictAdd dictDel dropIndex sugAdd sugDel synUpdate');
const structures = oneOf(`
  add addNX alter byRank byRevRank card cdf count create createRule decrBy del deleteRule exists get incrBy initByDim initByProb insert insertNX list
  listWithCount loadChunk mAdd mExists merge mGet mGetWithLabels mRange mRangeWithLabels mRevRange mRevRangeWithLabels quantile query queryIndex range
  rank reserve reset revRange revRank scanDump trimmedMean`);

const calls: readonly CallPattern[] = [
  { path: commands('get getEx hGet'), effect: 'read', miss: 'null' },
  { path: commands('mGet hmGet keys'), effect: 'read', miss: '[]' },
  { path: commands('hGetAll'), effect: 'read', miss: '{}' },
  { path: commands('exists hExists'), effect: 'read', miss: '0' },
  { path: 'json.get|GET', effect: 'read', miss: 'null' },
  { path: 'json.mGet|MGET', effect: 'read', miss: '[]' },
  {
    path: commands('set setEx pSetEx mSet mSetEx hSet hSetEx hDel del unlink expire expireAt pExpire pExpireAt hExpire touch flushAll flushDb'),
    effect: 'write',
  },
  { path: 'json.set|SET|mSet|MSET|merge|MERGE|del|DEL|forget|FORGET', effect: 'write' },
  // A client that subscribes or waits for a list keeps its connection silent for as long as nothing happens.
  {
    path: commands('blPop brPop blMove blmPop blMPop brPopLPush bzPopMax bzPopMin bzmPop bzMPop xRead xReadGroup wait'),
    effect: 'blocking',
    store: true,
  },
  { path: commands('subscribe pSubscribe sSubscribe monitor'), effect: 'blocking', store: true },
  { path: commands(storeReads), effect: 'read', store: true },
  { path: commands(storeWrites), effect: 'write', store: true },
  { path: sections, effect: 'write', store: true },
  { path: 'sendCommand|execute|executeIsolated|use', effect: 'write', store: true },
  { path: 'scanIterator|hScanIterator|hScanValuesIterator|hScanNoValuesIterator|sScanIterator|zScanIterator', effect: 'read', store: true },
  { path: `json.${commands('arrIndex arrLen debugMemory objKeys objLen strLen type')}`, effect: 'read', store: true },
  { path: `json.${commands('arrAppend arrInsert arrPop arrTrim clear numIncrBy numMultBy strAppend toggle')}`, effect: 'write', store: true },
  { path: `ft.${searchReads}`, effect: 'read', store: true },
  { path: `ft.${searchWrites}`, effect: 'write', store: true },
  { path: `ts|bf|cf|cms|topK|tDigest.${structures}`, effect: 'write', store: true },
  { path: 'multi()|MULTI().**.exec|EXEC|execTyped|execAsPipeline|execAsPipelineTyped', effect: 'write', store: true },
  { path: 'connect', effect: 'connect' },
  { path: 'quit|QUIT|disconnect|close|destroy', effect: 'shutdown' },
];

const local = [
  'on|once|off|addListener|prependListener|removeListener|removeAllListeners|emit|listeners|listenerCount|eventNames|setMaxListeners',
  'multi|MULTI|duplicate|createPool|legacy|asap|withCommandOptions|withTypeMapping|withAbortSignal|ref|unref|reset|getPubSubListeners',
  'getMaxListeners|prependOnceListener|rawListeners|extendPubSubListeners|extendPubSubChannelListeners|reAuthenticate|resetIfDirty|setDirtyWatch',
  'isOpen|isReady|isPubSubActive|isWatching|isDirtyWatch|options|clientSideCache|socketEpoch|slots|masters|replicas',
];

const self = [
  'on()|once()|off()|addListener()|prependListener()|removeListener()|setMaxListeners()',
  'connect()|duplicate()|asap()|withCommandOptions()|withTypeMapping()|withAbortSignal()',
  'v4',
];

const queueOnly: Weakness = {
  kind: 'queue-only',
  why: 'it counts only until the command is written to the socket, not while its answer is waited for',
};
const connectOnly: Weakness = { kind: 'connect-only', why: 'it ends with the connection: a server that goes silent later is waited for, for ever' };

/** The options of a connection, which a cluster, a pool or a sentinel takes under a name of its own. */
function connectionOptions(under: string): TimeoutFacts['options'] {
  const option = (path: string, rest: Omit<TimeoutOption, 'place' | 'unit'>): TimeoutOption => ({
    place: { at: 'client', path: `${under}${path}` },
    unit: 'ms',
    ...rest,
  });
  return {
    // Closes the socket when nothing is read: it rejects the commands in flight, and an idle client is lost too unless it pings and reconnects.
    socketTimeout: option('socket.socketTimeout', {
      versions: '>=5.1.0',
      disabled: [0],
      covers: ['handshake', 'request', 'headers', 'body', 'idle'],
    }),
    connectTimeout: option('socket.connectTimeout', { disabled: [0], covers: ['connect'], weakness: connectOnly }),
    commandTimeout: option(
      'commandTimeout',
      { disabled: [], covers: [], weakness: { kind: 'no-such-option', why: 'node-redis has no such option and ignores it' } },
    ),
    'commandOptions.timeout': option('commandOptions.timeout', { versions: '>=5.0.0', disabled: [0], covers: ['queue'], weakness: queueOnly }),
  };
}

const defaults: TimeoutFacts['default'] = [
  { versions: '>=5.1.0', ms: null, phrase: 'node-redis has none by default' },
  { versions: '<5.1.0', ms: null, phrase: 'node-redis has none before 5.1' },
];

/** socketTimeout alone closes an idle client for good; with pings, and a strategy that reconnects, it survives. */
const insertedConnection: Insertion['properties'] = [
  { name: 'pingInterval', value: { setting: 'cache', times: 1 } },
  {
    name: 'socket',
    value: {
      properties: [
        { name: 'socketTimeout', value: { setting: 'cache', times: 3 } },
        { name: 'reconnectStrategy', value: { text: '(retries) => Math.min(retries * 50, 2_000)' } },
      ],
    },
  },
];

function timeoutUnder(name: string | undefined): TimeoutFacts {
  const under = name === undefined ? '' : `${name}.`;
  return {
    options: connectionOptions(under),
    sufficient: [['socketTimeout']],
    default: defaults,
    insertions: [
      {
        versions: '>=5.1.0',
        at: { place: 'client' },
        properties: name === undefined ? insertedConnection : [{ name, value: { properties: insertedConnection } }],
        notWith: [
          { path: `${under}pingInterval`, value: 'any' },
          { path: `${under}socket.reconnectStrategy`, value: false },
        ],
        notWithBlockingCalls: true,
      },
    ],
  };
}

const errorEvent: ErrorEvent = {
  unheard: 'crash',
  when: "node-redis emits 'error' on the client",
  listenedBy: [
    { package: '@keyv/redis', path: '' },
    { package: '@keyv/redis', path: 'KeyvRedis|createKeyv' },
    { package: '@socket.io/redis-adapter', path: 'createAdapter' },
  ],
  ignoredBy: [
    { package: 'connect-redis', path: '' },
    { package: 'connect-redis', path: 'RedisStore' },
  ],
  connectsForEver: 'connect',
  logMessage: 'Redis connection failed',
};

function client(name: string, maker: string, types: readonly string[], timeout: TimeoutFacts): Client {
  return {
    name,
    makers: [{ path: maker, by: 'call', optionsAt: [0] }],
    types,
    calls,
    local,
    self,
    timeout,
    errorEvent,
    role: 'store',
    reported: 'creation',
  };
}

export const redis: Library = {
  name: 'redis',
  dependency: 'Redis',
  kind: 'cache',
  packages: ['redis', '@redis/client'],
  globals: [],
  functions: [],
  clients: [
    client('redis client', 'createClient', ['RedisClientType', 'RedisClient'], timeoutUnder(undefined)),
    client('redis cluster', 'createCluster', ['RedisClusterType'], timeoutUnder('defaults')),
    client('redis client pool', 'createClientPool', ['RedisClientPoolType'], timeoutUnder(undefined)),
    client('redis sentinel', 'createSentinel', ['RedisSentinelType'], timeoutUnder('nodeClientOptions')),
  ],
  processWide: [],
  source: [
    'https://github.com/redis/node-redis/blob/master/docs/client-configuration.md',
    '@redis/client/dist/lib/client/socket.js (socketTimeout, defaultReconnectStrategy)',
    '@redis/client/dist/lib/client/commands-queue.js (a command written is no longer timed)',
    '@redis/client/dist/lib/commands/index.js (names)',
  ],
  verified: 'experiment',
};
