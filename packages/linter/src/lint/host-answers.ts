import type { FileInventory, Host } from 'eslint-plugin-failsoft';
import { keyText, type Finding } from './finding.js';

/** What the plugin says of a finding beside its message. */
export type Offered = Pick<Finding, 'rewrites' | 'dependency' | 'lacksRuntime'>;

/** What the plugin's host says of a file that was just linted. */
export interface HostAnswers {
  readonly inventory: FileInventory | undefined;
  /** Absolute paths of files whose content the answers about this one depend on. */
  readonly dependencies: readonly string[];
  /** By `keyText` of the finding. */
  readonly rewrites: ReadonlyMap<string, Offered>;
}

/** Evidence that no rule asked for is worked out here: a failure of the analysis may first show now. */
export function askHost(host: Host, path: string, onFailure: (error: unknown) => void): HostAnswers {
  const attempt = <T>(answer: () => T, otherwise: T): T => {
    try {
      return answer();
    } catch (error) {
      onFailure(error);
      return otherwise;
    }
  };
  return {
    inventory: attempt(() => host.inventory(path), undefined),
    dependencies: attempt(() => host.dependencies(path), []),
    rewrites: attempt(() => rewritesByFinding(host, path), new Map<string, Offered>()),
  };
}

function rewritesByFinding(host: Host, path: string): Map<string, Offered> {
  const offered = new Map<string, Offered>();
  for (const finding of host.rewrites(path)) {
    const key = keyText(finding);
    const { rewrites = [], lacksRuntime, dependency = finding.dependency } = offered.get(key) ?? {};
    const about = dependency === undefined ? {} : { dependency };
    offered.set(key, { rewrites: [...rewrites, ...finding.rewrites], lacksRuntime: lacksRuntime ?? finding.lacksRuntime, ...about });
  }
  return offered;
}
