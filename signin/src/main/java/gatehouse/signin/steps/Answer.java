package gatehouse.signin.steps;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a person says to a step. What does not fit the step leaves it where it is. */
public sealed interface Answer {
    /**
     * @param password where the page asks for both at once, or null
     * @param remember whether the session shall outlive the browser; null where nobody has said
     */
    record Identify(String identifier, @Nullable String password, @Nullable Boolean remember)
            implements Answer {}

    /**
     * One of those on offer, to be proved or to be set up.
     *
     * @param authenticator its id
     * @param method of it, or null where it has but one
     * @param input what setting up needs, such as {@code phoneNumber}
     */
    record Choose(String authenticator, @Nullable String method, ObjectNode input)
            implements Answer {
        /** Which of these it is, where its method is one of that. */
        public Optional<Option> among(List<Option> options) {
            return options.stream()
                    .filter(one ->
                            one.id().equals(authenticator)
                                    || authenticator.equals(one.enrollment()))
                    .findFirst()
                    .filter(one -> one.methods().contains(of(one)));
        }

        /** The method: the first where none is named. */
        public String of(Option one) {
            return method == null ? one.methods().getFirst() : method;
        }
    }

    /**
     * What was asked for: {@code passcode}, {@code answer}, what a key signed …
     *
     * @param credentials as the Factors API and IDX name them
     */
    record Prove(ObjectNode credentials) implements Answer {
        /** The code, whether it came as a text or as a number; empty where none did. */
        public String passcode() {
            var code = credentials.path("passcode");
            return code.isNumber() ? code.asString() : code.asString("");
        }
    }

    /**
     * A passkey that says whose it is.
     *
     * @param credentials what it signed, as IDX names it
     */
    record Present(ObjectNode credentials) implements Answer {}

    /** Was the link followed that was sent? */
    record Poll() implements Answer {}

    /** Send it once more. */
    record Resend() implements Answer {}

    /** What is asked of the person can wait. */
    record Skip() implements Answer {}

    /**
     * They forgot their password.
     *
     * @param anew whether they have to say again who they are
     */
    record Recover(boolean anew) implements Answer {}

    /** They are locked out. */
    record Unlock() implements Answer {}

    /** Whether no second factor shall be asked for on this device again. */
    record Trust(boolean trusts) implements Answer {}

    /** Whether to stay signed in. */
    record Stay(boolean stays) implements Answer {}

    /** They have no account, and want one. */
    record Register() implements Answer {}

    /**
     * What the person says of themselves.
     *
     * @param profile by the names of the attributes
     * @param password where the page asks for that too, or null
     */
    record Describe(ObjectNode profile, @Nullable String password) implements Answer {}
}
