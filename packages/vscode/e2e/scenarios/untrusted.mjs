/** A user opens a project of unknown origin, reads its code in Restricted Mode, and then trusts it. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findings, sourceFile, traceFile, writeConfiguredProject } from '../harness/configured-project.mjs';

export const untrusted = {
  name: 'untrusted',
  isTrusted: false,
  prepare: (run) => ({ folder: writeConfiguredProject(run) }),
  async act({ workbench, folder }) {
    const wasLoaded = () => existsSync(join(folder, traceFile));
    await workbench.open(folder);
    await workbench.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await workbench.openFile(sourceFile);
    await workbench.untilProblems({ errors: findings.preset.length, warnings: 0 });
    assert.ok(!wasLoaded(), 'the configuration of the workspace was loaded');

    await workbench.trustWorkspace();
    await workbench.untilProblems({ errors: 0, warnings: findings.configured.length });
    assert.ok(wasLoaded(), 'the configuration counts now');
  },
};
