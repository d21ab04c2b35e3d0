import type { Clock } from '../clock.js';
import { publish } from '../telemetry/channels.js';
import type { Logger } from '../telemetry/logger.js';
import { quietLog } from '../telemetry/quiet-log.js';

/** Tells of misses that were failures. A line names the method and the error. */
export function missLog(name: string, logger: Logger, clock: Clock): (method: string, error: unknown) => void {
  const log = quietLog(clock);
  return (method, error) => {
    publish('cache:miss-on-error', { name, method, error });
    log(logger, `${name}: ${method} failed, treated as a miss`, error);
  };
}
