/** The process that lints one folder: the only one that runs code of the project. */
import plugin from 'eslint-plugin-failsoft';
import { LintSession } from './lint-session.js';
import { endWithParent } from './parent-watch.js';
import { isToWorker, type FromWorker, type ToWorker, type WorkerRequest } from './messages.js';

let session: LintSession | undefined;
/** Requests are served one after the other. */
let last: Promise<void> = Promise.resolve();

function tell(message: FromWorker): void {
  process.send?.(message);
}

function receive(message: ToWorker): void {
  switch (message.kind) {
    case 'options':
      session = new LintSession(message.options, plugin, tell);
      return;
    case 'overlay':
      session?.overlay(message.path, message.text);
      return;
    case 'refresh':
      session?.refresh();
      return;
    case 'lint':
    case 'survey':
    case 'fix':
    case 'list': {
      const current = session;
      if (current === undefined) return;
      last = last.then(() => serve(current, message)).then(tell, (error: unknown) => tell({ kind: 'failed', id: message.id, message: textOf(error) }));
    }
  }
}

async function serve(current: LintSession, request: WorkerRequest): Promise<FromWorker> {
  const { id } = request;
  switch (request.kind) {
    case 'lint':
      return { kind: 'reports', id, reports: [await current.lint(request.path, request.text)] };
    case 'survey':
      return { kind: 'reports', id, reports: await current.survey(request.paths) };
    case 'fix':
      return { kind: 'edits', id, edits: await current.fix(request.path, request.text, request.scope) };
    case 'list':
      return { kind: 'paths', id, paths: await current.list() };
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

process.on('message', (message) => {
  if (isToWorker(message)) receive(message);
});
process.on('disconnect', () => process.exit());
endWithParent();
tell({ kind: 'ready' });
