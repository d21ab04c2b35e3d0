/** The hosts of the matrix, each with one way to set it up. */
import { writeConfiguration, type Configuration } from './eslint-configuration.js';
import { lintWithEslint } from './eslint.js';
import type { Detail, Finding } from './findings.js';
import { lintInEditor } from './oxlint-server.js';
import { lintWithOxlint, writeOxlintConfiguration } from './oxlint.js';
import { Project, type Install } from './project.js';
import type { Sources } from './sources.js';

export interface Variant {
  readonly name: string;
  readonly sources: Sources['name'];
  /** What of its findings can be compared. */
  readonly detail: Detail;
  /** Lints the fixtures in a project of its own: the findings of each run. */
  lint(sources: Sources): Promise<readonly (readonly Finding[])[]>;
}

type EslintInstall = Exclude<Install, 'oxlint'>;

const eslints: readonly EslintInstall[] = ['eslint-9.15', 'eslint-9', 'eslint-10'];

const plain: Configuration = { file: 'eslint.config.mjs', packageType: 'commonjs', isDefined: false, parser: 'typescript-eslint', presets: ['all', 'strict'] };

export const references: readonly Variant[] = [eslint('eslint-10', 'TypeScript'), eslint('eslint-10', 'JavaScript')];

/** What the fixtures' own comments are about. */
export const documented: Variant = eslint('eslint-10', 'TypeScript', { presets: ['all'] });

export const variants: readonly Variant[] = [
  ...eslints.filter((install) => install !== 'eslint-10').flatMap((install) => [eslint(install, 'TypeScript'), eslint(install, 'JavaScript')]),
  ...eslints.flatMap((install) => {
    const isDefined = install !== 'eslint-9.15';
    return [
      eslint(install, 'TypeScript', { file: 'eslint.config.js', packageType: 'module', isDefined }),
      eslint(install, 'TypeScript', { file: 'eslint.config.js', packageType: 'commonjs', isDefined }),
      eslint(install, 'TypeScript', { file: 'eslint.config.cjs', packageType: 'module' }),
      eslint(install, 'TypeScript', { file: 'eslint.config.ts', isDefined }, install === 'eslint-9.15' ? ['--flag', 'unstable_ts_config'] : []),
      eslint(install, 'TypeScript', { parser: 'babel' }),
      eslint(install, 'JavaScript', { parser: 'babel' }),
      eslint(install, 'JavaScript', { parser: 'espree' }),
      cached(install),
    ];
  }),
  eslint('eslint-10', 'TypeScript', { parser: 'typescript-eslint with types' }),
  eslint('eslint-9', 'TypeScript', {}, ['--concurrency', '2']),
  eslint('eslint-10', 'TypeScript', {}, ['--concurrency', '2']),
  ...(['TypeScript', 'JavaScript'] as const).flatMap((sources) => [
    oxlint('oxlint on the command line', sources, 'no-suggestions', lintWithOxlint),
    oxlint('oxlint in an editor', sources, 'suggestions-by-file', lintInEditor),
  ]),
];

function eslint(install: EslintInstall, sources: Sources['name'], given: Partial<Configuration> = {}, flags: readonly string[] = []): Variant {
  const configuration = { ...plain, ...given };
  const { file, packageType, isDefined, parser } = configuration;
  const form = `${file}${file.endsWith('.js') ? ` (${packageType})` : ''}${isDefined ? ' with defineConfig' : ''}`;
  return {
    name: [install, form, parser, ...(flags.length === 0 ? [] : [flags.join(' ')])].join(', '),
    sources,
    detail: 'everything',
    lint: (texts) => inProject(install, texts, configuration, async (project) => [await lintWithEslint(project, flags)]),
  };
}

/** Twice over an unchanged tree, the second time from the cache. */
function cached(install: EslintInstall): Variant {
  return {
    name: `${install}, --cache`,
    sources: 'TypeScript',
    detail: 'everything',
    lint: (texts) =>
      inProject(install, texts, plain, async (project) => {
        const first = await lintWithEslint(project, ['--cache']);
        if (!project.read('.eslintcache').includes('failsoft/require-timeout')) throw new Error(`${install} cached nothing`);
        return [first, await lintWithEslint(project, ['--cache'])];
      }),
  };
}

function oxlint(name: string, sources: Sources['name'], detail: Detail, lint: (project: Project) => Promise<readonly Finding[]>): Variant {
  return {
    name,
    sources,
    detail,
    async lint(texts) {
      const project = new Project('oxlint', texts);
      try {
        writeOxlintConfiguration(project);
        return [await lint(project)];
      } finally {
        project.remove();
      }
    },
  };
}

async function inProject<Result>(
  install: EslintInstall,
  sources: Sources,
  configuration: Configuration,
  use: (project: Project) => Promise<Result>,
): Promise<Result> {
  const project = new Project(install, sources, { type: configuration.packageType });
  try {
    writeConfiguration(project, configuration);
    return await use(project);
  } finally {
    project.remove();
  }
}
