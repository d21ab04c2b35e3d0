/** What only tests use and their places alone do not say: fixtures, programs that assert something, packages of helpers. */
import { objectOf, parseJson } from '../workspace/json.js';
import type { PackageManifest, Workspace } from '../workspace/workspace.js';
import { loadedByPlace, relativePaths, usersOf } from './places.js';
import { runsWhenLoaded } from './starting.js';
import { waitsForWork, withoutComments } from './waiting.js';

/** Of a package: a project in such a folder is none. */
const fixturePath = /(?:^|\/)(?:[\w.]+[-_])*fixtures?\//i;
/** At the top of a package it says it all; a route may be called so. */
const testFile = /^(?:src\/)?tests?\.[cm]?[jt]s$/i;
const nestedTestFile = /\/tests?\.[cm]?[jt]s$/i;
const testNamed = /(?:^|\/)test[-_][^/]*$/i;
const asserts = /['"](?:node:)?(?:assert(?:\/strict)?|test)['"]|['"](?:chai|mocha|vitest|ava|tap|supertest|uvu)(?:\/[\w-]+)?['"]|^(?:describe|it|test)\s*\(/m;

/** As a package describes itself. */
const helpsTests = /\btest(?:ing)?[- ](?:helpers?|utils|utilit(?:y|ies)|harness|doubles)\b/i;

const known = new WeakMap<PackageManifest, boolean>();

export function isTestMaterial(workspace: Workspace, path: string, text: string): boolean {
  const { inPackage } = relativePaths(workspace, path);
  if (testFile.test(inPackage)) return true;
  // The fixtures of a league are what its users come for: the rest of the project imports them.
  if (fixturePath.test(inPackage)) {
    return !loadedByPlace.test(inPackage) && usersOf(workspace, path).every((user) => fixturePath.test(relativePaths(workspace, user).inPackage));
  }
  if (nestedTestFile.test(inPackage) && isTrial(workspace, path, text)) return true;
  if (testNamed.test(inPackage) && asserts.test(text) && usersOf(workspace, path).length === 0) return true;
  return isPackageForTests(workspace, workspace.manifest(path));
}

/** It asks as soon as it is loaded, and nothing loads it but whoever tries it out. */
function isTrial(workspace: Workspace, path: string, text: string): boolean {
  if (loadedByPlace.test(relativePaths(workspace, path).inPackage) || usersOf(workspace, path).length > 0) return false;
  return runsWhenLoaded(withoutComments(text)) && !waitsForWork(workspace, path, text);
}

function isPackageForTests(workspace: Workspace, manifest: PackageManifest | undefined): boolean {
  if (manifest === undefined) return false;
  let isForTests = known.get(manifest);
  if (isForTests === undefined) {
    const { description } = objectOf(parseJson(workspace.text(`${manifest.folder}/package.json`) ?? ''));
    known.set(manifest, (isForTests = typeof description === 'string' && helpsTests.test(description)));
  }
  return isForTests;
}
