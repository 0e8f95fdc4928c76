import { orgUrl } from './fixture.js';

async function ours(path) {
  const answer = await fetch(orgUrl + path, { headers: { accept: 'application/json' } });
  return answer.json();
}

/**
 * What leads on that was sent to an address or a number last; it is on its way for a moment. Letters
 * that only tell of something may come after it.
 *
 * @param read reads what an org has sent
 */
export async function lastSentTo(recipient, read = ours) {
  for (let tries = 0; tries < 100; tries++) {
    const sent = await read(`/dev/mailbox?to=${encodeURIComponent(recipient)}`);
    const leading = sent.find(
      (one) => one.code || one.links.length > 0 || /\b\d{6}\b/.test(one.text),
    );
    if (leading) {
      return leading;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`nothing was sent to ${recipient}`);
}

/** The six digits that were sent to someone. */
export const codeTo = async (recipient, read = ours) =>
  (await lastSentTo(recipient, read)).text.match(/\b\d{6}\b/)[0];

/** Where the link in a letter leads. */
export const linkTo = async (recipient) =>
  (await lastSentTo(recipient)).links.find((link) => link.includes('/email/verify'));
