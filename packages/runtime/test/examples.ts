import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A block of TypeScript in the docs. */
export interface Example {
  /** Where it stands: `README.md:41`. */
  readonly place: string;
  readonly code: string;
  /** What it says that it prints: the comments behind its calls of `console.log`. */
  readonly prints: readonly string[];
}

/** Every example of the pages and of the doc comments in the sources. */
export function examplesOf(packageFolder: string): readonly Example[] {
  const sources = readdirSync(join(packageFolder, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) => /(?<!\.test|\.d)\.ts$/.test(name));
  return ['README.md', 'QUEUES.md', ...sources.map((name) => join('src', name))].flatMap((file) =>
    blocksOf(file, readFileSync(join(packageFolder, file), 'utf8')),
  );
}

function blocksOf(file: string, text: string): readonly Example[] {
  return [...text.matchAll(/^(?<margin> \* )?```ts\n(?<code>.*?)^(?: \* )?```$/gms)].map((block) => {
    const code = (block.groups?.['code'] ?? '').replaceAll(/^ \* ?/gm, '');
    return {
      place: `${file}:${text.slice(0, block.index).split('\n').length}`,
      code,
      prints: [...code.matchAll(/^ *console\.log\(.*\); \/\/ (.*)$/gm)].map(([, printed = '']) => printed),
    };
  });
}
