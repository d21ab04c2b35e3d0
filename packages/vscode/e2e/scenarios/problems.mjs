/** What a user sees of files without doing anything: squiggles, and rows of the Problems panel. */
import { copyShop } from '../harness/projects.mjs';

const listener = "A lost PostgreSQL connection ends the process: pg emits 'error' on the pool when it loses an idle client, and this pg Pool has no 'error' listener.";

export const problems = {
  name: 'problems',
  isFast: true,
  prepare: (run) => ({ folder: copyShop(run) }),
  async act({ workbench, folder }) {
    await workbench.open(folder);
    await workbench.hideSideBar();
    await workbench.openFile('src/db/pool.ts');
    await workbench.untilSquiggles(3);
    await workbench.openFile('src/features/flags.ts');
    await workbench.untilSquiggles(1);
    await workbench.showProblems();
    await workbench.untilProblemRows([
      ['pool.tssrc/db', '4'],
      [
        'A PostgreSQL query can wait for ever: this pg Pool sets no connectionTimeoutMillis or query_timeout (pg has none by default).',
        'failsoft', 'require-timeout', '[Ln 4, Col 25]',
      ],
      [listener, 'failsoft', 'require-error-listener', '[Ln 4, Col 25]'],
      [listener, 'failsoft', 'require-error-listener', '[Ln 11, Col 34]'],
      [
        '`statement_timeout` does not bound this pg Pool against a silent PostgreSQL, because it is enforced by the server, so a dead server never enforces it.',
        'failsoft', 'no-ineffective-timeout', '[Ln 15, Col 22]',
      ],
      ['flags.tssrc/features', '2'],
      [
        'A Redis command can wait for ever: this redis client sets no socket.socketTimeout (node-redis has none by default).',
        'failsoft', 'require-timeout', '[Ln 7, Col 16]',
      ],
      [
        "A lost Redis connection ends the process: node-redis emits 'error' on the client, and this redis client has no 'error' listener.",
        'failsoft', 'require-error-listener', '[Ln 7, Col 16]',
      ],
    ]);
    await workbench.untilLens('src/features/flags.ts', 'Redis: 3 calls');
    await workbench.goTo(7, 16);
    await workbench.screenshot('problems');
  },
};
