import { expect, test } from 'vitest';
import { nodeProblem } from './node-version.js';

test('an editor with a Node that the server does not run on is told of, before it fails', () => {
  expect(nodeProblem('18.20.4')).toBe('Failsoft needs Node 20.19, 22.13, 24 or later, and this editor brings Node 18.20.4: update the editor.');
  expect(['20.18.3', '21.9.0', '22.12.0', '23.11.0'].every((version) => nodeProblem(version) !== undefined)).toBe(true);
  expect(['20.19.0', '22.15.1', '24.0.0', '26.1.0'].map(nodeProblem)).toEqual([undefined, undefined, undefined, undefined]);
});
