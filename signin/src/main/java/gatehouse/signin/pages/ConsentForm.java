package gatehouse.signin.pages;

import java.util.List;

/**
 * The form in which a person lets a client do something, or not.
 *
 * @param scopes in words
 */
public record ConsentForm(String action, String client, String username, List<String> scopes) {}
