/** A user has a file mended with one command, and a dependency in the whole workspace with one fix. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { edited } from '../expected/edited.mjs';
import { shopFixes } from '../expected/shop-fixes.mjs';
import { changedFiles, copyShop, shopFile } from '../harness/projects.mjs';

const { timeout } = shopFixes;
const exchange = timeout.file;
const mailer = 'src/clients/mailer.ts';
const mailerFixed = [['  secure: false,\n', '  secure: false,\n  connectionTimeout: 5_000,\n  greetingTimeout: 5_000,\n  socketTimeout: 10_000,\n']];
const ofDependency = (name) => `Fix everything for ${name} in the workspace…`;

export const fixAll = {
  name: 'fix-all',
  prepare: (run) => ({ folder: copyShop(run) }),
  async act({ workbench, folder }) {
    await workbench.open(folder);
    const onDisk = (file) => readFileSync(join(folder, file), 'utf8');

    await workbench.openFile(exchange);
    await workbench.untilSquiggles(2);
    await workbench.hideSideBar();
    await workbench.goTo(timeout.line, timeout.column);
    await workbench.openQuickFixes(timeout.title);
    await workbench.screenshotOfEditor('quick-fix', 470);
    await workbench.page.keyboard.press('Escape');
    await workbench.command('Fix All');
    await workbench.untilSquiggles(0);
    await workbench.save();
    const bothFixed = [...timeout.changes, ['    timeout: 3_000,\n', '    signal: AbortSignal.timeout(3_000),\n']];
    assert.equal(onDisk(exchange), edited(shopFile(exchange), bothFixed));

    await workbench.openFile(mailer);
    await workbench.untilSquiggles(1);
    await workbench.goTo(10, 19);
    await workbench.applyQuickFix(ofDependency('SMTP'));
    await workbench.answerDialog('Apply All');
    await workbench.save();
    assert.equal(onDisk(mailer), edited(shopFile(mailer), mailerFixed));
    assert.deepEqual(changedFiles(folder), [exchange, mailer]);
  },
};

export const preview = {
  name: 'preview',
  prepare: (run) => ({ folder: copyShop(run) }),
  async act({ workbench, folder }) {
    await workbench.open(folder);
    await workbench.openFile('src/cache/redis.ts');
    await workbench.untilSquiggles(1);
    await workbench.goTo(5, 14);
    await workbench.applyQuickFix(ofDependency('Redis'));
    await workbench.answerDialog('Choose Edits…');
    await workbench.preview.nth(5).waitFor();
    await workbench.hideSideBar();
    await workbench.command('View: Toggle Maximized Panel');
    await workbench.screenshot('preview');
    assert.deepEqual(changedFiles(folder), []);
  },
};
