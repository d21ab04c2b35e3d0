import plugin from 'eslint-plugin-failsoft';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withFirstSuggestions } from './src/apply.js';
import { differencesOf, expectedIn, type Finding } from './src/findings.js';
import { applySuggestions, writeOxlintConfiguration } from './src/oxlint.js';
import { Project } from './src/project.js';
import { isSource, javascriptSources, typescriptSources, type Sources } from './src/sources.js';
import { documented, references, variants } from './src/variants.js';

const typescript = typescriptSources();
const sources: Readonly<Record<Sources['name'], Sources>> = { TypeScript: typescript, JavaScript: javascriptSources(typescript) };

const reference = new Map<Sources['name'], readonly Finding[]>();
const compared = { runs: 0, findings: 0, suggestions: 0 };

describe('the fixtures have the same findings and suggestions as in ESLint 10 with the parser of typescript-eslint', () => {
  beforeAll(async () => {
    // All are awaited: a project that is still in use is not removed.
    const runs = await Promise.allSettled(
      references.map(async (variant) => ({ name: variant.sources, findings: (await variant.lint(sources[variant.sources])).flat() })),
    );
    for (const run of runs) {
      if (run.status === 'rejected') throw run.reason;
      reference.set(run.value.name, run.value.findings);
    }
  });

  afterAll(() => {
    const linted = Object.values(sources).map(({ name, files }) => {
      const count = [...files.keys()].filter(isSource).length;
      return `${count} ${name} files, ${reference.get(name)?.length ?? 0} findings`;
    });
    const { runs, findings, suggestions } = compared;
    console.log(`References: ${linted.join('; ')}.`);
    console.log(`${variants.length} other hosts; ${runs} runs compared: ${findings} findings, ${suggestions} suggestions.`);
  });

  for (const { sources: name } of references) {
    it(`${name}: which is no empty list, and has no file that does not parse`, () => {
      const findings = reference.get(name) ?? [];
      expect(findings.filter(({ rule }) => rule === 'fatal')).toEqual([]);
      expect(findings.length).toBeGreaterThan(200);
      expect(findings.flatMap(({ suggestions }) => suggestions).length).toBeGreaterThan(200);
    });
  }

  it.concurrent('TypeScript: where the comments of the fixtures expect them, by the preset `all`', async ({ expect }) => {
    const findings = (await documented.lint(typescript)).flat();
    for (const [file, text] of typescript.files) {
      if (!isSource(file)) continue;
      const found = findings
        .filter((finding) => finding.file === file && isJudged(finding.rule, file))
        .map(({ line, rule }) => `${line} ${rule}`);
      expect.soft({ file, found: found.sort() }).toEqual({ file, found: [...expectedIn(text)].sort() });
    }
  });

  /** Rules of advice are judged in the cases whose advice.json names them. */
  function isJudged(rule: string, file: string): boolean {
    if (`failsoft/${rule}` in (plugin.configs.recommended.rules ?? {})) return true;
    const advice = typescript.files.get(`${file.split('/').slice(0, 3).join('/')}/advice.json`);
    return advice?.includes(`"${rule}"`) === true;
  }

  for (const variant of variants) {
    it.concurrent(`${variant.sources}: ${variant.name}`, async ({ expect }) => {
      const expected = reference.get(variant.sources) ?? [];
      for (const found of await variant.lint(sources[variant.sources])) {
        expect(differencesOf(variant.name, found, expected, variant.detail)).toEqual([]);
        compared.runs++;
        compared.findings += found.length;
        compared.suggestions += found.flatMap(({ suggestions }) => suggestions).length;
      }
    });
  }

  it.concurrent('oxlint --fix-suggestions: writes the first suggestion of each finding', async ({ expect }) => {
    const project = new Project('oxlint', typescript);
    try {
      writeOxlintConfiguration(project);
      await applySuggestions(project);
      for (const [file, text] of typescript.files) {
        const findings = (reference.get('TypeScript') ?? []).filter((finding) => finding.file === file);
        // A byte order mark is in front of what offsets count from.
        const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
        expect(project.read(file), `oxlint --fix-suggestions, ${file}`).toBe(mark + withFirstSuggestions(text.slice(mark.length), findings));
      }
    } finally {
      project.remove();
    }
  });
});
