/** All scenarios, those first that show most. */
import { extensionPage } from './extension-page.mjs';
import { failedServer } from './failed-server.mjs';
import { fixAll, preview } from './fix-all.mjs';
import { hoverAndLens } from './hover-and-lens.mjs';
import { inHostEslint, inHostIdle, inHostMultiRoot, inHostOxlint, inHostShop, inHostUntrusted } from './in-host.mjs';
import { multiRoot } from './multi-root.mjs';
import { problems } from './problems.mjs';
import { quickFixes } from './quick-fixes.mjs';
import { treeView } from './tree-view.mjs';
import { untrusted } from './untrusted.mjs';
import { walkthrough } from './walkthrough.mjs';

export const scenarios = [
  inHostShop, inHostEslint, inHostOxlint, inHostMultiRoot, inHostUntrusted, inHostIdle,
  problems, quickFixes, hoverAndLens, treeView, fixAll, preview, multiRoot, untrusted, walkthrough, extensionPage, failedServer,
];
