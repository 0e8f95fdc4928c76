package gatehouse.signin.pages;

import java.util.List;

/**
 * The form in which a person lets a client do something, or not.
 *
 * @param scopes in words
 * @param about what the client lets people read first
 */
public record ConsentForm(
        String action, String client, String username, List<String> scopes, List<Reading> about) {
    /** Something to be read elsewhere. */
    public record Reading(String title, String address) {}
}
