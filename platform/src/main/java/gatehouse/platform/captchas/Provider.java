package gatehouse.platform.captchas;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;

/** Who tells people from robots. */
public enum Provider {
    HCAPTCHA(
            "https://api.hcaptcha.com/siteverify",
            "https://js.hcaptcha.com/1/api.js",
            "h-captcha",
            "https://hcaptcha.com https://*.hcaptcha.com",
            "https://hcaptcha.com https://*.hcaptcha.com"),
    RECAPTCHA_V2(
            "https://www.google.com/recaptcha/api/siteverify",
            "https://www.google.com/recaptcha/api.js",
            "g-recaptcha",
            "https://www.google.com/recaptcha/ https://www.gstatic.com/recaptcha/",
            "https://www.google.com/recaptcha/ https://recaptcha.google.com/recaptcha/");

    private final String verify;
    private final String script;
    private final String place;
    private final String scripts;
    private final String frames;

    Provider(String verify, String script, String place, String scripts, String frames) {
        this.verify = verify;
        this.script = script;
        this.place = place;
        this.scripts = scripts;
        this.frames = frames;
    }

    static Optional<Provider> named(String name) {
        return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
    }

    /** Where a solution is looked at. */
    URI verify() {
        return URI.create(verify);
    }

    /** What a page loads. */
    public String script() {
        return script;
    }

    /** The class of the element in which the script shows something. */
    public String place() {
        return place;
    }

    /** The field that the script adds to the form. */
    public String field() {
        return place + "-response";
    }

    /** From where a page's scripts, and theirs, may come (CSP, {@code script-src}). */
    public String scripts() {
        return scripts;
    }

    /** What a page may show and speak to for it (CSP, {@code frame-src} and others). */
    public String frames() {
        return frames;
    }
}
