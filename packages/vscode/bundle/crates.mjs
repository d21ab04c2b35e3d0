/** What is said of the Rust code in oxc-parser's WebAssembly, which comes without notices of its own. */
import { crateLicences } from './crate-licences.mjs';

/** The compiler leaves the path of each source file that can panic. */
const sourceOfCrate = /\/index\.crates\.io-[\da-f]+\/([\w-]+?)-(\d+\.\d+\.\d+[\w.+-]*)\//g;

const permission = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files
(the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge,
publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so,
subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR
ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE
SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** Crates by name and version, as 'memchr 2.8.3'. @param wasm its bytes */
export function cratesIn(wasm) {
  const found = [...wasm.toString('latin1').matchAll(sourceOfCrate)].map(([, name, version]) => ({ name, version }));
  return [...new Map(found.map((crate) => [`${crate.name} ${crate.version}`, crate])).values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** @throws if nothing is known of a crate, or the WebAssembly names none any more */
export function crateNotices(wasm) {
  const crates = cratesIn(wasm);
  if (crates.length === 0) throw new Error("oxc-parser's WebAssembly does not name its crates any more");
  const unknown = crates.filter(({ name }) => !Object.hasOwn(crateLicences, name));
  if (unknown.length > 0) throw new Error(`crate-licences.mjs does not have: ${unknown.map(({ name, version }) => `${name} ${version}`).join(', ')}`);
  const lines = crates.map(({ name, version }) => {
    const { license, copyright } = crateLicences[name];
    return `${name} ${version} (${license})${copyright === undefined ? '' : `: ${copyright}`}`;
  });
  return [
    "oxc-parser.wasm is compiled from Rust: from oxc, whose licence stands above, from Rust's standard library (MIT OR Apache-2.0, Copyright (c) The",
    'Rust Project Developers) and from crates. Those that the compiler has left the names of:',
    '',
    ...lines,
    '',
    'Crates without a name in the file are not listed here; all that oxc is built from are in its Cargo.lock. Where there is a choice, MIT is taken.',
    'The Apache License stands below typescript. MIT License:',
    '',
    permission,
  ].join('\n');
}
