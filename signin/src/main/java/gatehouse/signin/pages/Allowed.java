package gatehouse.signin.pages;

import gatehouse.platform.captchas.Provider;
import java.util.Optional;

/**
 * What a page may do beside what all may.
 *
 * @param formTarget what a form may lead to beside ourselves: the origin of the client
 * @param captcha who tells there whether somebody is a robot
 */
record Allowed(String formTarget, Optional<Provider> captcha) {
    static Allowed of(String formTarget) {
        return new Allowed(formTarget, Optional.empty());
    }

    /** Content Security Policy, Level 3. */
    String policy() {
        var frames = captcha.map(Provider::frames);
        return "default-src 'none'; style-src 'self'"
                + frames.map(from -> " " + from).orElse("")
                + "; img-src 'self' data:; script-src 'self'"
                + captcha.map(provider -> " " + provider.scripts()).orElse("")
                + frames.map(to -> "; frame-src " + to + "; connect-src " + to).orElse("")
                + "; base-uri 'none'; frame-ancestors 'none'; form-action 'self' "
                + formTarget;
    }
}
