/** Assignments to names, members and patterns. */
import type { TSESTree } from '@typescript-eslint/types';
import { exportByAssignment } from './common-js.js';
import { lowerConditionally, lowerExpression, lowerName, opaque, operation } from './expressions.js';
import { keyName } from './keys.js';
import type { Lowering } from './lowering.js';
import { rangeOf } from './positions.js';
import type { AssignValue, MemberValue, Range, Value } from './value.js';

const logical = new Set(['??=', '||=', '&&=']);

export function lowerAssignment(l: Lowering, node: TSESTree.AssignmentExpression): AssignValue {
  const { left, operator } = node;
  if (left.type === 'ObjectPattern' || left.type === 'ArrayPattern') {
    const value = lowerExpression(l, node.right);
    return assign(node, lowerPatternTarget(l, left, value), value);
  }
  const target = lowerTarget(l, left, operator !== '=');
  const name = nameOf(target);
  const value = logical.has(operator) ? lowerConditionally(l, node.right, name) : lowerExpression(l, node.right, name);
  const assigned = assign(node, target, value);
  // What `x += 1` leaves in x is the assignment's own value.
  record(l, target, operator, operator === '=' || logical.has(operator) ? value : assigned);
  return assigned;
}

/** `x++`: read and written. */
export function lowerUpdate(l: Lowering, node: TSESTree.UpdateExpression): Value {
  const target = lowerTarget(l, node.argument, true);
  const value = operation(rangeOf(node), node.operator, [target]);
  if (target.kind === 'name') l.writes.push({ scope: target.scope, name: target.name, value });
  return value;
}

/** The target of a loop head without a declaration: `for (x of xs)`. */
export function lowerLoopTarget(l: Lowering, node: TSESTree.Node): void {
  const parts: Value[] = [];
  lowerTargets(l, node, opaque(node, []), parts);
  for (const part of parts) part.use = 'loop';
}

function assign(node: TSESTree.AssignmentExpression, target: Value, value: Value): AssignValue {
  const assigned: AssignValue = { kind: 'assign', range: rangeOf(node), parent: undefined, use: 'other', asserted: undefined, operator: node.operator, target, value };
  target.parent = assigned;
  value.parent = assigned;
  return assigned;
}

/** A name that is only written is not read. */
function lowerTarget(l: Lowering, node: TSESTree.Node, isRead: boolean): Value {
  switch (node.type) {
    case 'Identifier':
      if (isRead) return lowerName(l, node.name, rangeOf(node));
      return { kind: 'name', range: rangeOf(node), parent: undefined, use: 'other', asserted: undefined, name: node.name, scope: l.scope };
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSSatisfiesExpression':
      return lowerTarget(l, node.expression, isRead);
    default:
      return lowerExpression(l, node);
  }
}

function record(l: Lowering, target: Value, operator: string, value: Value): void {
  if (target.kind === 'name') l.writes.push({ scope: target.scope, name: target.name, value });
  else if (target.kind === 'member') {
    l.assignments.push({ target, operator, value, body: l.frame.site });
    if (operator === '=') exportByAssignment(l, target, value);
  }
}

/** `({ a: this.x, b } = value)`: the targets and defaults are its parts. */
function lowerPatternTarget(l: Lowering, node: TSESTree.ObjectPattern | TSESTree.ArrayPattern, source: Value): Value {
  const parts: Value[] = [];
  lowerTargets(l, node, source, parts);
  return opaque(node, parts);
}

/** Notes what each target of a pattern is given: `source`, or a part of it. */
function lowerTargets(l: Lowering, node: TSESTree.Node, source: Value, parts: Value[]): void {
  switch (node.type) {
    case 'ObjectPattern':
      for (const property of node.properties) {
        if (property.type === 'RestElement') lowerTargets(l, property.argument, opaque(property, []), parts);
        else {
          const name = keyName(property);
          if (property.computed && name === undefined) parts.push(lowerExpression(l, property.key));
          lowerTargets(l, property.value, name === undefined ? opaque(property, []) : memberAt(source, name, rangeOf(property.key)), parts);
        }
      }
      break;
    case 'ArrayPattern':
      for (const [index, element] of node.elements.entries()) {
        if (element !== null) lowerTargets(l, element, memberAt(source, String(index), rangeOf(element)), parts);
      }
      break;
    case 'RestElement':
      lowerTargets(l, node.argument, opaque(node, []), parts);
      break;
    case 'AssignmentPattern': {
      const fallback = lowerConditionally(l, node.right);
      parts.push(fallback);
      lowerTargets(l, node.left, source, parts);
      if (node.left.type === 'Identifier') l.writes.push({ scope: l.scope, name: node.left.name, value: fallback });
      break;
    }
    default: {
      const target = lowerTarget(l, node, false);
      parts.push(target);
      record(l, target, '=', source);
    }
  }
}

/** The part of a value that a pattern takes, as if the code said `value.name`. */
export function memberAt(object: Value, property: string, range: Range): MemberValue {
  return {
    kind: 'member',
    range,
    parent: undefined,
    use: 'other',
    asserted: undefined,
    object,
    property,
    propertyRange: range,
    computed: undefined,
    optional: false,
  };
}

/** What a function assigned to the target is called after; `module.exports` names nothing. */
function nameOf(target: Value): string | undefined {
  if (target.kind === 'name') return target.name;
  const isWhole = target.kind === 'member' && target.property === 'exports' && target.object.kind === 'name' && target.object.name === 'module';
  return target.kind === 'member' && !isWhole ? target.property : undefined;
}
