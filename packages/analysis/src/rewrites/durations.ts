import type { DependencyKind } from '../catalog/schema.js';
import type { RewriteDraft } from './draft.js';

/** `5_000`: digits in groups of three from 1,000 on, as REWRITES asks. */
export function numberText(value: number): string {
  const [whole = '', fraction] = String(value).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, '_');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** The unit that titles put behind a number; what is named by the project's policies needs none. */
export function unitText(text: string, times: number): string {
  if (!/^[\d_.]+$/.test(text)) return '';
  return times === 0.001 ? ' s' : ' ms';
}

/** The duration that the settings give to a kind of dependency: a number, or `timeouts.http` of the project's policies. */
export function durationText(kind: DependencyKind | 'connect', times: number, draft: RewriteDraft): string | undefined {
  const { timeouts, policies } = draft.context.settings;
  if (policies === undefined) return numberText(timeouts[kind] * times);
  const local = draft.import({ name: 'timeouts', from: policies });
  if (local === undefined) return undefined;
  if (times === 1) return `${local}.${kind}`;
  return times > 1 ? `${local}.${kind} * ${String(times)}` : `${local}.${kind} / ${numberText(1 / times)}`;
}
