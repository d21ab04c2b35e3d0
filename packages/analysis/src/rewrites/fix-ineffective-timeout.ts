import type { IneffectiveTimeout } from '../calls/facts.js';
import type { RewriteContext } from './context.js';
import { moveMisplacedOptions } from './misplaced-options.js';
import { replaceValue } from './option-value.js';
import { remakeSignal } from './reused-signal.js';
import type { Rewrite } from './rewrite.js';
import { setCallTimeout } from './set-call-timeout.js';
import { setClientTimeout } from './set-client-timeout.js';
import { replaceByLimits, replaceBySignal } from './unknown-option.js';
import { optionAt } from './written-option.js';

/** Makes a timeout that bounds nothing bound the call; none where only the owner can say what was meant. */
export function fixIneffectiveTimeout(trap: IneffectiveTimeout, context: RewriteContext): readonly Rewrite[] {
  if (trap.module !== context.module) return [];
  const option = optionAt(trap.module, trap.range);
  switch (trap.kind) {
    case 'no-such-option':
      return (
        (option === undefined ? undefined : (replaceBySignal(trap, option, context) ?? replaceByLimits(trap, option, context))) ??
        setMissingOptions(trap, context)
      );
    case 'wrong-place':
      return option === undefined ? [] : moveMisplacedOptions(trap, option, context);
    case 'disabled':
    case 'overflow':
      return option === undefined ? [] : replaceValue(trap, option, context);
    case 'reused-signal':
      return option === undefined ? [] : remakeSignal(trap, option, context);
    case 'connect-only':
    case 'acquire-only':
    case 'queue-only':
    case 'server-only':
    case 'warns-only':
    case 'partial':
      return setMissingOptions(trap, context);
    case 'unit':
    case 'leaking-race':
      return [];
  }
}

/** The options that bound the call, beside the one that does not. */
function setMissingOptions({ subject }: IneffectiveTimeout, context: RewriteContext): readonly Rewrite[] {
  return subject.kind === 'client' ? setClientTimeout(subject.of, context) : setCallTimeout(subject.of, context);
}
