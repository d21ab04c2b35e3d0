import { compilePath } from '../catalog/paths.js';
import type { CreatedClient } from '../calls/facts.js';
import type { ClassModel, FunctionModel } from '../module/model.js';
import type { Binding } from '../module/scope.js';
import type { CallValue, Range, Value } from '../module/value.js';
import { heldClient } from './held-client.js';
import { bindingsOf, scopeOfCall } from './names.js';
import { declarationStatement, expressionStatement, type StatementPlace } from './statement-place.js';

/** How other code of the file reaches the client. */
export type Receiver =
  | { readonly kind: 'binding'; readonly binding: Binding }
  | { readonly kind: 'field'; readonly name: string; readonly owner: ClassModel | undefined }
  | { readonly kind: 'this' };

/** Where a listener can be attached before anything can fail. `isAny`: TypeScript infers nothing for its parameter. */
export type ListenerPlace =
  /** `new Pool().on(…)`. */
  | { readonly kind: 'chain'; readonly reachedBy: Receiver | undefined; readonly isAny: false }
  /** `pool.on(…)` on the line behind a statement. */
  | { readonly kind: 'after'; readonly receiver: string; readonly statement: StatementPlace; readonly reachedBy: Receiver; readonly isAny: boolean }
  /** `this.pool.on(…)` first in a constructor, once fields are there; `socket.on(…)` first in a callback that is given the socket. */
  | { readonly kind: 'constructor'; readonly receiver: string; readonly block: Range; readonly reachedBy: Receiver; readonly isAny: boolean };

export function listenerPlace(client: CreatedClient, creation: CallValue): ListenerPlace | undefined {
  const held = heldClient(client, creation);
  const { parent } = held;
  if (creation.callee.kind === 'super') return afterSuper(client, creation);
  // `globalThis.pool ?? new Pool()`: the one that is made, not one that came from elsewhere.
  if (parent?.kind === 'assign' && parent.operator === '=') {
    return afterAssignment(client, parent.target, parent) ?? chained(client, creation, undefined);
  }
  if (parent !== undefined) return chained(client, creation, undefined);
  if (held.use === 'field') return inConstructor(client, creation, held);
  if (held.use !== 'initialiser') return chained(client, creation, undefined);
  const [binding, ...others] = bindingsOf(held, scopeOfCall(creation, client.module));
  if (binding === undefined || others.length > 0 || binding.source.from !== 'value' || binding.source.path.length > 0) return undefined;
  const reachedBy: Receiver = { kind: 'binding', binding };
  const statement = declarationStatement(client.module, binding.range, held);
  if (statement === undefined) return chained(client, creation, reachedBy);
  return { kind: 'after', receiver: binding.name, statement, reachedBy, isAny: isAny(binding.type) };
}

function chained({ client }: CreatedClient, creation: CallValue, reachedBy: Receiver | undefined): ListenerPlace | undefined {
  const answersItself = client.self.some((path) => compilePath(path)(['on()']));
  return answersItself && creation.parent?.kind !== 'await' ? { kind: 'chain', reachedBy, isAny: false } : undefined;
}

/** A subclass: `super(options);` then `this.on(…)`. */
function afterSuper({ module }: CreatedClient, creation: CallValue): ListenerPlace | undefined {
  const isStatement = creation.parent === undefined && creation.use === 'statement';
  const statement = isStatement ? expressionStatement(module, creation, creation.site.conditional) : undefined;
  return statement === undefined ? undefined : { kind: 'after', receiver: 'this', statement, reachedBy: { kind: 'this' }, isAny: false };
}

function afterAssignment({ module, creation }: CreatedClient, target: Value, assignment: Value): ListenerPlace | undefined {
  const mayBeSkipped = creation !== undefined && (creation.site.conditional || creation.site.inLoop);
  const isStatement = assignment.parent === undefined && assignment.use === 'statement';
  const statement = isStatement ? expressionStatement(module, assignment, mayBeSkipped) : undefined;
  if (statement === undefined) return undefined;
  if (target.kind === 'member' && target.object.kind === 'this' && target.property !== undefined && target.computed === undefined) {
    const type = target.object.owner?.fields.find(({ name }) => name === target.property)?.type;
    const reachedBy: Receiver = { kind: 'field', name: target.property, owner: target.object.owner };
    return { kind: 'after', receiver: `this.${target.property}`, statement, reachedBy, isAny: isAny(type) };
  }
  const binding = target.kind === 'name' ? target.scope.lookup(target.name) : undefined;
  if (binding === undefined) return undefined;
  return { kind: 'after', receiver: binding.name, statement, reachedBy: { kind: 'binding', binding }, isAny: isAny(binding.type) };
}

/** A server gives its listener a socket. */
export function inCallback({ params: [parameter], scope, bodyIsExpression, bodyRange }: FunctionModel): ListenerPlace | undefined {
  const binding = parameter?.name === undefined ? undefined : scope.lookup(parameter.name);
  if (binding === undefined || bodyIsExpression) return undefined;
  return { kind: 'constructor', receiver: binding.name, block: bodyRange, reachedBy: { kind: 'binding', binding }, isAny: isAny(binding.type) };
}

/** Fields are there when the constructor's body, or what follows its `super(…)`, runs. */
function inConstructor(client: CreatedClient, creation: CallValue, held: Value): ListenerPlace | undefined {
  const { module } = client;
  const { body } = creation.site;
  if (body.kind !== 'field') return undefined;
  const { cls } = body;
  const field = cls.fields.find(({ value }) => value === held);
  if (field === undefined) return undefined;
  const reachedBy: Receiver = { kind: 'field', name: field.name, owner: cls };
  const constructor = cls.methods.find(({ fn }) => fn.form === 'constructor')?.fn;
  if (field.isStatic || constructor === undefined) return chained(client, creation, reachedBy);
  const receiver = `this.${field.name}`;
  if (cls.extends === undefined) return { kind: 'constructor', receiver, block: constructor.bodyRange, reachedBy, isAny: isAny(field.type) };
  const superCall = constructor.calls.find(({ callee, parent, use }) => callee.kind === 'super' && parent === undefined && use === 'statement');
  const statement = superCall === undefined ? undefined : expressionStatement(module, superCall, superCall.site.conditional);
  if (statement === undefined || superCall?.site.conditional === true) return undefined;
  return { kind: 'after', receiver, statement, reachedBy, isAny: isAny(field.type) };
}

function isAny(type: Binding['type']): boolean {
  return type?.kind === 'keyword' && type.name === 'any';
}
