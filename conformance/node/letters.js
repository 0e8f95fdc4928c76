import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from './fixture.js';

const folder = join(env.GATEHOUSE_DATA, 'mail');

const written = () => {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
};

/** The text of the newest letter to someone, once there is one. */
export async function letterTo(address) {
  for (let tries = 0; tries < 100; tries++) {
    for (const name of written().reverse()) {
      const text = readFileSync(join(folder, name), 'utf8');
      if (text.includes(`To: ${address}`)) {
        return text.replaceAll('=\r\n', '').replaceAll('=3D', '=');
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no letter to ${address}`);
}

/** The six digits that a letter to someone tells. */
export const codeTo = async (address) => (await letterTo(address)).match(/\b\d{6}\b/)[0];
