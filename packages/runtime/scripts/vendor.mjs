#!/usr/bin/env node
/**
 * Writes vendor/failsoft.ts: all that src/index.ts exports, as one file without imports, for whoever copies it instead of
 * depending on the package. `--check` only says whether it is current.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));
const sourceFolder = join(packageFolder, 'src');
const target = join(packageFolder, 'vendor/failsoft.ts');

const { config } = ts.readConfigFile(join(packageFolder, 'tsconfig.json'), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, packageFolder);
const program = ts.createProgram([join(sourceFolder, 'index.ts'), join(sourceFolder, 'host.d.ts')], options);
const checker = program.getTypeChecker();

const index = program.getSourceFile(join(sourceFolder, 'index.ts'));
const published = checker.getExportsOfModule(checker.getSymbolAtLocation(index));
const exported = new Set(published.map(original));
const files = filesInOrder(index);
const statements = files.flatMap((file) => file.statements.filter((statement) => !isLink(statement)).map(describe));
const kept = reachable();
const names = finalNames();

const vendored = [header(), ...files.flatMap(sectionOf), ...otherNames(), ''].join('\n');
if (!process.argv.includes('--check')) {
  writeFileSync(target, vendored);
} else if (readFileSync(target, 'utf8') !== vendored) {
  console.error('packages/runtime/vendor/failsoft.ts is not what the sources say: run node packages/runtime/scripts/vendor.mjs');
  process.exitCode = 1;
}

/** What a name stands for, through all imports and re-exports. */
function original(symbol) {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** As they are evaluated: each after what it imports. */
function filesInOrder(entry, found = new Set()) {
  found.add(entry);
  const order = [];
  for (const statement of entry.statements.filter((statement) => isLink(statement) && statement.moduleSpecifier)) {
    if (ts.isImportDeclaration(statement)) refuseRenaming(statement);
    const file = checker.getSymbolAtLocation(statement.moduleSpecifier)?.declarations?.[0]?.getSourceFile();
    if (file === undefined) throw new Error(`${placeOf(statement)} leads nowhere: one file can't hold it`);
    if (!found.has(file)) order.push(...filesInOrder(file, found));
  }
  return [...order, entry];
}

function isLink(statement) {
  return ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
}

/** One file has one name for a thing. */
function refuseRenaming(statement) {
  const { name, namedBindings } = statement.importClause ?? {};
  const isPlain = !name && namedBindings && ts.isNamedImports(namedBindings) && namedBindings.elements.every(({ propertyName }) => !propertyName);
  if (!isPlain) throw new Error(`${placeOf(statement)} is no import of plain names: one file can't hold it`);
}

function placeOf(node) {
  const file = node.getSourceFile();
  return `${relative(packageFolder, file.fileName)}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}

/** A statement, what it declares, and every name in it with what that stands for. */
function describe(statement) {
  const uses = [];
  const visit = (node) => {
    if (ts.isIdentifier(node)) {
      const isShorthand = ts.isShorthandPropertyAssignment(node.parent) && node.parent.name === node;
      const symbol = isShorthand ? checker.getShorthandAssignmentValueSymbol(node.parent) : checker.getSymbolAtLocation(node);
      if (symbol !== undefined) uses.push({ node, symbol: original(symbol), isShorthand });
    }
    ts.forEachChild(node, visit);
  };
  visit(statement);
  const declarations = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [statement];
  const declares = declarations.map(({ name }) => name && checker.getSymbolAtLocation(name));
  if (declares.includes(undefined)) throw new Error(`${placeOf(statement)} does something when it is imported: one file can't leave it out`);
  // An exported declaration has a symbol for the module and one for its own scope.
  return { statement, declares: declares.map((symbol) => checker.getExportSymbolOfSymbol(symbol)), uses: uses.map((use) => ({ ...use, symbol: checker.getExportSymbolOfSymbol(use.symbol) })) };
}

/** Without what only other entry points of the package use. */
function reachable() {
  const bySymbol = new Map();
  for (const described of statements) for (const symbol of described.declares) bySymbol.set(symbol, [...(bySymbol.get(symbol) ?? []), described]);
  const reached = new Set();
  const waiting = [...exported];
  for (let symbol = waiting.pop(); symbol !== undefined; symbol = waiting.pop()) {
    for (const described of bySymbol.get(symbol) ?? []) {
      if (reached.has(described)) continue;
      reached.add(described);
      waiting.push(...described.declares, ...described.uses.map((use) => use.symbol));
    }
  }
  return reached;
}

/** What files call alike is told apart by the names of the files; what is exported, and what is the host's, keeps its name. */
function finalNames() {
  const local = new Map();
  for (const { statement, declares } of kept) for (const symbol of declares) local.set(symbol, statement.getSourceFile());
  const used = [...kept].flatMap(({ uses }) => uses);
  const taken = new Set(used.filter(({ symbol, node }) => !local.has(symbol) && isGlobal(symbol, node)).map(({ node }) => node.text));
  for (const symbol of exported) taken.add(symbol.name);
  const everything = new Set(used.map(({ node }) => node.text));
  const result = new Map();
  for (const [symbol, file] of local) {
    let name = symbol.name;
    if (!exported.has(symbol) && taken.has(name)) name = `${name}Of${pascalCase(basename(file.fileName, '.ts'))}`;
    if (name !== symbol.name && (everything.has(name) || taken.has(name))) throw new Error(`${placeOf(symbol.declarations[0])}: ${name} is taken, so ${symbol.name} needs another name`);
    taken.add(name);
    result.set(symbol, name);
  }
  return result;
}

function isGlobal(symbol, node) {
  return !ts.isPropertyAccessExpression(node.parent) && (symbol.declarations ?? []).some((declaration) => declaration.getSourceFile().isDeclarationFile);
}

function pascalCase(name) {
  return name.split('-').map((word) => word[0].toUpperCase() + word.slice(1)).join('');
}

/** What is left of a file, under its name and what stands at its head. */
function sectionOf(file) {
  const own = [...kept].filter(({ statement }) => statement.getSourceFile() === file).sort((a, b) => a.statement.pos - b.statement.pos);
  if (own.length === 0) return [];
  const [first] = file.statements;
  const head = isLink(first) ? file.text.slice(first.pos, first.getStart(file, false)).trim() : '';
  return ['', `// ${relative(sourceFolder, file.fileName)}`, ...(head === '' || head.includes('@module') ? [] : [head]), ...own.flatMap((described) => ['', textOf(described)])];
}

function textOf({ statement, declares, uses }) {
  const file = statement.getSourceFile();
  const edits = uses
    .filter(({ symbol, node }) => names.has(symbol) && names.get(symbol) !== node.text)
    .map(({ symbol, node, isShorthand }) => ({ start: node.getStart(), end: node.end, text: isShorthand ? `${node.text}: ${names.get(symbol)}` : names.get(symbol) }));
  const modifier = (statement.modifiers ?? []).find(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  if (modifier !== undefined && !declares.some((symbol) => exported.has(symbol))) edits.push({ start: modifier.getStart(), end: modifier.end + 1, text: '' });
  let text = file.text.slice(statement.pos, statement.end);
  for (const { start, end, text: replacement } of edits.sort((a, b) => b.start - a.start)) {
    text = text.slice(0, start - statement.pos) + replacement + text.slice(end - statement.pos);
  }
  return text.trim().replaceAll("from '@failsoft/runtime'", "from './failsoft.js'");
}

/** What is exported under two names. */
function otherNames() {
  const others = published.filter((symbol) => original(symbol).name !== symbol.name);
  return others.flatMap((symbol) => {
    const isType = (original(symbol).flags & ts.SymbolFlags.Value) === 0;
    return ['', `export ${isType ? 'type ' : ''}{ ${names.get(original(symbol))} as ${symbol.name} };`];
  });
}

function header() {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  const licence = readFileSync(join(packageFolder, 'LICENSE'), 'utf8').trim().split('\n');
  return [
    '/* eslint-disable */',
    '/*',
    ` * @failsoft/runtime ${version} in one file: small resilience patterns for calls that leave the process. No dependencies.`,
    ' * Generated from the sources of the package; `failsoft init --vendor` brings a newer one.',
    ' *',
    ...licence.map((line) => ` * ${line}`.trimEnd()),
    ' */',
  ].join('\n');
}
