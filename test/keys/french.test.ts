import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dayOf } from '../../src/base/day.ts';
import { UsageRows } from '../../src/usage/rows.ts';
import { type FimServer, startFimServer } from '../server/fimServer.ts';
import { yearOfUsage } from '../unit/usage/page/year.ts';
import { tiles, usageFrame, usageOf } from './window/usagePage.ts';
import { openWindow, type Window } from './window/window.ts';

/** The visible text, with ordinary spaces for the no-break spaces of French. */
const plain = (text: string) => text.replace(/\s/g, ' ');

describe('in French', () => {
  let server: FimServer;
  let window: Window;

  before(async () => {
    server = await startFimServer({ keys: ['good-key'] });
    const settings = {
      'infill.endpoint': server.url,
      'infill.models': ['codestral-latest', 'codestral-2508'],
      'workbench.reduceMotion': 'on', // the pictures would show notifications while they fade in
    };
    window = await openWindow({ language: 'fr', settings });
    await writeFile(join(window.folder, 'essai.txt'), '');
    await window.openFile('essai.txt');
  });
  after(async () => {
    await window.close();
    await server.close();
  });

  it('the status bar item shows its state', async () => {
    const { text, label } = await window.waitForStatus(/Infill n’a pas de clé API pour 127\.0\.0\.1:\d+\./);
    assert.equal(text, 'Infill: aucune clé');
    assert.match(
      plain(label),
      /\. codestral-latest sur 127\.\S+ Requêtes aujourd’hui : 0 ; jetons : 0 ; coût : 0,00 \$US Cliquez pour ouvrir le menu\.$/,
    );
  });

  it('the menu shows its entries', async () => {
    await window.clickStatusBarItem();
    await window.waitForFocusedEntry('Passer à codestral-2508');
    const entries = await window.page.locator('.quick-input-list .monaco-list-row').allInnerTexts();
    const words = entries.map((entry) => plain(entry).trim());
    assert.deepEqual(words.slice(0, 2), ['Passer à codestral-2508', 'Définir la clé API']);
    for (const word of ['Désactiver partout', 'Désactiver pour essai.txt', 'Mettre en pause pendant 5 minutes']) {
      assert.ok(
        words.some((entry) => entry.startsWith(word)),
        `${word}: ${words.join(', ')}`,
      );
    }
    await window.screenshot('french-menu');
  });

  it('a rejected key is reported, by a message of code without VS Code', async () => {
    await window.pick('Définir la clé API');
    await window.page.locator('.quick-input-box input[type=password]').waitFor();
    await window.answer('wrong-key');
    const { text, buttons } = await window.waitForNotification('la clé n’a pas été stockée');
    assert.match(
      plain(text),
      /^Infill: la clé n’a pas été stockée\. 127\.0\.0\.1:\d+ refuse la clé \(401\) : elle est incorrecte, elle appartient à un autre hôte, ou son quota est épuisé\./,
    );
    assert.deepEqual(buttons, ['Essayer une autre clé']);
    await window.waitForNoNotification('vérification de la clé');
    await window.screenshot('french-failure');
    await window.command('Notifications: Clear All Notifications');
  });

  it('the usage page has its texts and numbers', async () => {
    await usageOf(window).add(new UsageRows(yearOfUsage(dayOf(Date.now()))));
    await window.command('Infill: Afficher la consommation');
    const frame = usageFrame(window);
    await frame.locator('h1', { hasText: 'Consommation' }).waitFor();
    assert.equal(await frame.locator('html').getAttribute('lang'), 'fr');
    const figures = await tiles(frame);
    assert.match(plain(figures['Jetons']!), /^\d{1,3}( \d{3})+$/);
    assert.match(plain(figures['Coût']!), /^\d+,\d\d \$US$/);
    const summary = plain(await frame.locator('#acceptance-summary').innerText());
    assert.match(summary, /^\d+ % des [\d ]+ suggestions affichées ont été acceptées, entièrement ou en partie : /);
    await window.screenshot('french-usage');
  });
});
