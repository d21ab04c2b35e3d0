/** All scenarios, those first that show most. */
import { hoverAndLens } from './hover-and-lens.mjs';
import { inHostShop } from './in-host.mjs';
import { problems } from './problems.mjs';
import { quickFixes } from './quick-fixes.mjs';
import { treeView } from './tree-view.mjs';

export const scenarios = [inHostShop, problems, quickFixes, hoverAndLens, treeView];
