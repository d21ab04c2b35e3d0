/** A project that has a host and the plugin installed, in a temporary folder. */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { objectIn } from './json.js';
import type { Sources } from './sources.js';

/** A folder of `installs/`. */
export type Install = 'eslint-9.15' | 'eslint-9' | 'eslint-10' | 'oxlint';

const repository = fileURLToPath(new URL('../../', import.meta.url));

/** Libraries whose installed version decides what is found. */
const decisive = ['@aws-sdk/client-dynamodb', '@aws-sdk/client-s3', '@aws-sdk/client-sqs', '@smithy/node-http-handler'];

/** What projects have whatever their host is: the plugin as it was built here, among others. */
const always = new Map([
  ['eslint-plugin-failsoft', join(repository, 'packages/eslint-plugin')],
  ['@failsoft/runtime', join(repository, 'packages/runtime')],
  ...decisive.map((name): [string, string] => [name, join(repository, 'node_modules', name)]),
]);

export class Project {
  readonly folder: string;

  constructor(
    install: Install,
    readonly sources: Sources,
    manifest: Readonly<Record<string, unknown>> = {},
  ) {
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), 'failsoft-hosts-')));
    this.write('package.json', JSON.stringify({ name: 'team', private: true, ...manifest }));
    for (const [path, text] of sources.files) this.write(path, text);
    for (const [name, folder] of [...always, ...installed(install)]) this.#link(name, folder);
  }

  write(path: string, text: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  /** Path of a file of an installed package. */
  installed(path: string): string {
    return join(this.folder, 'node_modules', path);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #link(name: string, folder: string): void {
    const link = this.installed(name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(folder, link, 'junction');
  }
}

/** Folders of the packages that an install depends on: a link is followed to where their own dependencies are found. */
function installed(install: Install): ReadonlyMap<string, string> {
  const manifest = fileURLToPath(new URL(`../installs/${install}/package.json`, import.meta.url));
  const { dependencies } = objectIn(JSON.parse(readFileSync(manifest, 'utf8')), manifest);
  const { resolve } = createRequire(manifest);
  return new Map(Object.keys(objectIn(dependencies, manifest)).map((name) => [name, dirname(resolve(`${name}/package.json`))]));
}
