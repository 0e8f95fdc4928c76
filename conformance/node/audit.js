import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import assert from 'node:assert/strict';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

/** What keeps people with disabilities out of the page (WCAG 2.2 AA, as axe-core sees it). */
export async function audit(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run());
  const told = found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`,
  );
  assert.deepEqual(told, [], `on ${page.url()}`);
}
