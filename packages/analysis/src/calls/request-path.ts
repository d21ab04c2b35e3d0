/** Whether people wait for what a call does: not workers, schedules, start-up, nor what is done once. */
import type { FunctionModel, ModuleModel } from '../module/model.js';
import type { CallValue, Value } from '../module/value.js';
import { lastNameOf } from '../resolve/occurrences.js';
import { anyOf } from '../any-of.js';
import { handedByName, handedInline, isLetGo, isRunAtOnce, privateCallers } from './enclosing.js';

/** Folders and files of code that a queue or a clock runs. */
const backgroundPath = anyOf(
  /(?:^|[/._-])(?:workers?|jobs?|crons?|cronjobs?|queues?|consumers?|processors?|schedulers?|scheduled)(?=[/._-])/,
  /(?:Worker|Job|Cron|Consumer|Processor|Scheduler)s?\.[cm]?[jt]sx?$|(?:^|\/)instrumentation\b/,
);
const backgroundDecorator =
  /^(?:Cron|Interval|Timeout|Process|Processor|OnQueue\w*|OnWorkerEvent|EventPattern|SqsMessageHandler|SqsProcess|RabbitSubscribe|Consumer|Every)$/;
/** What a function is handed to that runs it for a message or at a time. */
const backgroundTaker = anyOf(
  /^(?:Worker|CronJob|Cron|process|schedule|scheduleJob|setInterval|consume|subscribe|eachMessage|eachBatch|work|define)$/,
  /^(?:createFunction|task|addCronJob|repeat)$/,
);
const startUp =
  /^(?:main|bootstrap|start|startServer|boot|init|initiali[sz]e\w*|setup\w*|onModuleInit|onApplicationBootstrap|warm[A-Z_]\w*|preload\w*|register)$/;
const once = /^(?:once|memoi[sz]e|memo|lazy|singleton)$/;

const maxCallers = 2;

export function isOnRequestPath(call: CallValue, module: ModuleModel): boolean {
  const { site, parent } = call;
  if (backgroundPath.test(module.path) || isKept(parent) || isLetGo(call)) return false;
  return site.body.kind === 'function' && answersRequests(site.body.fn, module, 0);
}

/** `keys ??= await fetch(url)`. */
function isKept(parent: Value | undefined): boolean {
  for (let at = parent; at !== undefined; at = at.parent) if (at.kind === 'assign' && (at.operator === '??=' || at.operator === '||=')) return true;
  return false;
}

function answersRequests(fn: FunctionModel, module: ModuleModel, depth: number): boolean {
  if (startUp.test(fn.name ?? '') || [...fn.decorators, ...(fn.cls?.decorators ?? [])].some(({ name }) => backgroundDecorator.test(name ?? ''))) {
    return false;
  }
  if (fn.cls !== undefined && fn.form === 'constructor') return false;
  const inline = handedInline(fn);
  const takers = [...(inline === undefined ? [] : [inline]), ...handedByName(fn, module)];
  if (takers.some(({ wrapper }) => isBackgroundTaker(wrapper, fn))) return false;
  if (isRunAtOnce(fn) || inline !== undefined) return fn.parent.kind === 'function' ? answersRequests(fn.parent.fn, module, depth) : !isRunAtOnce(fn);
  if (fn.parent.kind === 'function' && startUp.test(fn.parent.fn.name ?? '')) return false;
  if (depth >= maxCallers || takers.length > 0) return true;
  const callers = privateCallers(fn, module);
  return callers.length === 0 || callers.some(({ site }) => site.body.kind === 'function' && answersRequests(site.body.fn, module, depth + 1));
}

function isBackgroundTaker({ callee }: CallValue, fn: FunctionModel): boolean {
  const name = lastNameOf(callee) ?? '';
  // `consumer.run({ eachMessage: async () => … })`.
  return backgroundTaker.test(name) || once.test(name) || (fn.value?.parent?.kind === 'object' && backgroundTaker.test(fn.name ?? ''));
}
