package gatehouse.platform.captchas;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;

/** Who tells people from robots. */
public enum Provider {
    HCAPTCHA("https://api.hcaptcha.com/siteverify"),
    RECAPTCHA_V2("https://www.google.com/recaptcha/api/siteverify");

    private final String verify;

    Provider(String verify) {
        this.verify = verify;
    }

    static Optional<Provider> named(String name) {
        return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
    }

    /** Where a solution is looked at. */
    URI verify() {
        return URI.create(verify);
    }
}
