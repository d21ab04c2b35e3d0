/** What is used of pg-boss 12, so that its types are not needed. */

/** A `PgBoss`, started. */
export interface PgBossLike {
  send(queue: string, data: object, options: PgBossSendOptions): Promise<string | null>;
  fetch(queue: string, options: { batchSize: number; includeMetadata: true }): Promise<PgBossJob[]>;
  fail(queue: string, attempt: PgBossAttempt, output: object): Promise<PgBossResponse>;
  cancel(queue: string, id: string): Promise<PgBossResponse>;
  resume(queue: string, id: string): Promise<PgBossResponse>;
  update(queue: string, data: object | undefined, options: { id: string; startAfter?: number }): Promise<unknown>;
  deleteJob(queue: string, attempt: PgBossAttempt | string): Promise<PgBossResponse>;
  getJobById(queue: string, id: string): Promise<PgBossJob | null>;
  getDb(): { executeSql(sql: string, values: unknown[]): Promise<{ rows: unknown[] }> };
}

export interface PgBossSendOptions {
  readonly id: string;
  readonly retryLimit: number;
  readonly retryDelay: number;
  readonly expireInSeconds: number;
  readonly retentionSeconds: number;
  readonly deleteAfterSeconds: number;
}

/** One attempt of a job: calls with it leave the job alone when another has begun. */
export interface PgBossAttempt {
  readonly id: string;
  readonly retryCount: number;
}

/** A job, with its metadata. */
export interface PgBossJob extends PgBossAttempt {
  readonly data: unknown;
  readonly state: string;
}

export interface PgBossResponse {
  readonly affected?: number;
}
