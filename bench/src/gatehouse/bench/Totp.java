package gatehouse.bench;

import gatehouse.policy.factors.otp.Base32;
import gatehouse.policy.factors.otp.Otp;

/** Codes as an authenticator app shows them. */
final class Totp {
    private static final Otp OTP = new Otp("HmacSHA1", 6);

    private Totp() {}

    /**
     * @param steps of half a minute from now
     */
    static String code(String secret, int steps) {
        return OTP.at(Base32.decode(secret), System.currentTimeMillis() / 30_000 + steps);
    }
}
