/**
 * Has the org offer what the tests set up and prove. Before all of them and not in each: tests run
 * beside each other, and what one changes here all see.
 */
import { authenticator, made } from './policies.js';

await made('recovery_code', 'Recovery codes');
for (const key of ['google_otp', 'phone_number', 'recovery_code', 'webauthn']) {
  await authenticator(key);
}
