import { orgUrl } from './fixture.js';

/**
 * What leads on that was sent to an address or a number last; it is on its way for a moment. Letters
 * that only tell of something may come after it.
 */
export async function lastSentTo(recipient) {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await fetch(`${orgUrl}/dev/mailbox?to=${encodeURIComponent(recipient)}`, {
      headers: { accept: 'application/json' },
    });
    const sent = await answer.json();
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
export const codeTo = async (recipient) =>
  (await lastSentTo(recipient)).text.match(/\b\d{6}\b/)[0];

/** Where the link in a letter leads. */
export const linkTo = async (recipient) =>
  (await lastSentTo(recipient)).links.find((link) => link.includes('/email/verify'));
