/** Tests in the extension host: what must not depend on a pointer and a key. */
import { writeConfiguredProject, writeProjectOfOxlint } from '../harness/configured-project.mjs';
import { copyShop } from '../harness/projects.mjs';

export const inHostShop = {
  name: 'in-host-shop',
  isFast: true,
  tests: 'shop.test.mjs',
  prepare: (run) => ({ open: copyShop(run) }),
};

export const inHostEslint = {
  name: 'in-host-eslint',
  isFast: true,
  tests: 'eslint.test.mjs',
  developed: 'eslint-stand-in',
  prepare: (run) => ({ open: writeConfiguredProject(run) }),
};

export const inHostOxlint = {
  name: 'in-host-oxlint',
  isFast: true,
  tests: 'oxlint.test.mjs',
  developed: 'oxlint-stand-in',
  prepare: (run) => ({ open: writeProjectOfOxlint(run) }),
};

export const inHostMultiRoot = {
  name: 'in-host-multi-root',
  isFast: true,
  tests: 'multi-root.test.mjs',
  prepare: (run) => ({ open: twoFolders(run) }),
};

export const inHostUntrusted = {
  name: 'in-host-untrusted',
  isFast: true,
  tests: 'untrusted.test.mjs',
  isTrusted: false,
  prepare: (run) => ({ open: writeConfiguredProject(run) }),
};

export const inHostIdle = {
  name: 'in-host-idle',
  isFast: true,
  tests: 'idle.test.mjs',
  prepare(run) {
    run.write('notes/notes.json', '{}\n');
    run.write('notes/late.ts', "export const late = () => fetch('https://slow.com/');\n");
    return { open: run.folder('notes') };
  },
};

/** A workspace file with the shop and a project that has a configuration. */
export function twoFolders(run) {
  copyShop(run);
  writeConfiguredProject(run);
  return run.write('two.code-workspace', JSON.stringify({ folders: [{ path: 'shop' }, { path: 'quotes' }] }));
}
