/**
 * What the statements of a function or catch clause do, branches flattened. The rules:
 * - a call in statement position, awaited or not, is a `call`; an assignment by `=`, `??=`, `||=` or `&&=` an `assign`;
 * - an arithmetic assignment, `x++` and `delete` keep something: `other`;
 * - a declaration with an initialiser is `other`, since the code after it uses what it made; one without is left out;
 * - an expression that makes calls, assigns or waits elsewhere than in statement position is `other`, and so is a loop whose head does;
 * - tests of `if` and `switch`, nested functions and classes, and expressions that only read are left out;
 * - a `throw` in a `try` block with a catch clause is conditional: it does not leave the body.
 */
import type { Frame } from './lowering.js';
import type { Effect } from './model.js';
import type { Value } from './value.js';

const other: Effect = { kind: 'other', conditional: false };
const otherSometimes: Effect = { kind: 'other', conditional: true };

/** Adds an effect to the function and to the catch clauses around; `conditional` is what the function sees. */
export function recordEffect(frame: Frame, effect: Effect): void {
  for (const sink of frame.sinks) {
    const conditional = frame.skips > sink.skips || (effect.kind === 'throw' && frame.tries > sink.tries);
    sink.effects.push(conditional === effect.conditional ? effect : { ...effect, conditional });
  }
}

/** Effects of an expression in statement position. */
export function recordExpression(frame: Frame, value: Value): void {
  if (frame.sinks.length === 0) return;
  switch (value.kind) {
    case 'call':
      recordEffect(frame, { kind: 'call', call: value, conditional: frame.skips > 0 });
      break;
    case 'await':
    case 'yield':
      recordAwaited(frame, value.value);
      break;
    case 'assign':
      recordAssignment(frame, value);
      break;
    case 'either':
      recordEither(frame, value);
      break;
    case 'operation':
      recordOperation(frame, value);
      break;
    default:
      recordWork(frame, value);
  }
}

/** Something is done that has no kind of its own. */
export function recordOther(frame: Frame): void {
  recordEffect(frame, frame.skips > 0 ? otherSometimes : other);
}

/** Something is done by an expression whose own value is not. */
export function recordWork(frame: Frame, value: Value): void {
  if (frame.sinks.length > 0 && isWork(value)) recordOther(frame);
}

/** Waiting is something that is done, whatever for. */
function recordAwaited(frame: Frame, value: Value): void {
  if (value.kind === 'call' || value.kind === 'either' || value.kind === 'await') recordExpression(frame, value);
  else recordOther(frame);
}

function recordAssignment(frame: Frame, { operator, target, value }: Extract<Value, { kind: 'assign' }>): void {
  switch (operator) {
    case '=':
      recordEffect(frame, { kind: 'assign', target, value, conditional: frame.skips > 0 });
      break;
    case '??=':
    case '||=':
    case '&&=':
      frame.skips++;
      recordEffect(frame, { kind: 'assign', target, value, conditional: true });
      frame.skips--;
      break;
    default:
      recordOther(frame);
  }
}

function recordEither(frame: Frame, { options, condition }: Extract<Value, { kind: 'either' }>): void {
  if (condition !== undefined) recordWork(frame, condition);
  for (const [index, option] of options.entries()) {
    const isSkippable = condition !== undefined || index > 0;
    if (isSkippable) frame.skips++;
    recordExpression(frame, option);
    if (isSkippable) frame.skips--;
  }
}

function recordOperation(frame: Frame, value: Extract<Value, { kind: 'operation' }>): void {
  const [operand] = value.operands;
  if (operand !== undefined && (value.operator === 'void' || value.operator === '!')) recordExpression(frame, operand);
  else recordWork(frame, value);
}

function isWork(value: Value): boolean {
  switch (value.kind) {
    case 'call':
    case 'await':
    case 'yield':
    case 'assign':
    case 'import-call':
      return true;
    case 'member':
      return isWork(value.object) || (value.computed !== undefined && isWork(value.computed));
    case 'spread':
      return isWork(value.value);
    case 'object':
      return value.entries.some((entry) => isWork(entry.value));
    case 'array':
      return value.elements.some(isWork);
    case 'template':
      return value.expressions.some(isWork);
    case 'either':
      return value.options.some(isWork) || (value.condition !== undefined && isWork(value.condition));
    case 'operation':
      return value.operator === '++' || value.operator === '--' || value.operator === 'delete' || value.operands.some(isWork);
    case 'opaque':
      return value.parts.some(isWork);
    case 'name':
    case 'this':
    case 'super':
    case 'function':
    case 'class':
    case 'literal':
      return false;
  }
}
