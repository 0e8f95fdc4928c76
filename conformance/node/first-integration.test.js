import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launchBrowser, signIn, visit } from './browser.js';
import { env } from './fixture.js';

const page = readFileSync(new URL('../../docs/first-integration.md', import.meta.url), 'utf8');

/** The page's blocks in their order; the server runs already. */
const blocks = [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
  .map(([, language, text]) => ({ language, text }))
  .filter(({ text }) => text !== './gatehouse serve\n');

/** What a reader's shell would be told, with the answer that the page promises to each. */
const commands = blocks.flatMap(({ language, text }, i) => {
  const promised = ['json', 'text'].includes(blocks[i + 1]?.language) ? blocks[i + 1].text : null;
  return language === 'sh' ? [{ text, promised }] : [];
});

/** That an answer is as promised, where white space is nothing and … is anything. */
function assertKept(promised, answer) {
  const literal = (text) => text.replace(/\s+/g, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = new RegExp(`^${promised.split('…').map(literal).join('[^"]*?')}$`);
  assert.match(answer.replace(/\s+/g, ''), pattern);
}

/** A shell that takes one command after another, as a terminal does. */
class Shell {
  output = '';

  constructor(folder) {
    this.process = spawn('bash', ['-s'], { cwd: folder, env, detached: true });
    this.process.stdin.write('set -euo pipefail; exec 2>&1\n');
    this.process.stdout.on('data', (data) => (this.output += data));
    this.ended = once(this.process, 'exit');
  }

  /** What a command prints until it ends; for one that stays, until it has printed a line. */
  async run(command, stays) {
    const start = this.output.length;
    const end = stays ? '\n' : '\u001e';
    this.process.stdin.write(`${command}\nprintf '\u001e'\n`);
    const answer = () => this.output.slice(start);
    while (!answer().endsWith(end)) {
      await Promise.race([once(this.process.stdout, 'data'), this.ended]);
      assert.equal(this.process.exitCode, null, `${command}${answer()}`);
    }
    return answer().replace(end, '');
  }

  close() {
    if (this.process.exitCode === null) {
      process.kill(-this.process.pid);
    }
  }
}

let folder;
let shell;
let browser;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'first-integration-'));
  symlinkSync(env.GATEHOUSE_DATA, join(folder, 'data'));
  shell = new Shell(folder);
  browser = await launchBrowser();
});

after(async () => {
  shell?.close();
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the first integration works as it is written', async () => {
  for (const { text, promised } of commands) {
    const answer = await shell.run(text, text === 'node app.mjs\n');
    if (promised !== null) {
      assertKept(promised, answer);
    }
    if (text.startsWith('mkdir engine')) {
      writePrograms(join(folder, 'engine'));
    }
  }
  const [, login, password] = page.match(/Sign in as `(.*?)` with the\s+password `(.*?)`/);
  const tab = await visit(browser);
  await tab.goto('http://localhost:3000/login');
  await signIn(tab, login, password);
  assert.equal(tab.url(), 'http://localhost:3000/');
  assert.equal(await tab.textContent('body'), login);
  await tab.goto('http://localhost:3000/logout');
  assert.match(await tab.textContent('body'), /Sign in/);
});

/** The programs of the page, each under the name in its first line. */
function writePrograms(engine) {
  for (const { text } of blocks.filter(({ language }) => language === 'js')) {
    writeFileSync(join(engine, text.match(/^\/\/ (\S+)/)[1]), text);
  }
}
