package gatehouse.signin.pages;

import gatehouse.kernel.Problem;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Params;

/** What a page's form sends back. */
public final class Forms {
    private Forms() {}

    /** The browser says where a form was sent from; one of another site is not answered. */
    public static boolean foreign(Call call) {
        return call.request().isForeign(call.origin());
    }

    /** What was typed into a field; empty where it was not sent. */
    public static String text(Params sent, String name) {
        var value = sent.first(name);
        return value == null ? "" : value;
    }

    /** Why something will not do, for the person who typed it. */
    public static String inWords(Problem refused) {
        return refused.causes().isEmpty()
                ? refused.summary()
                : refused.causes().getFirst().replaceFirst("^password: ", "");
    }
}
