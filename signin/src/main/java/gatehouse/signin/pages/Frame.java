package gatehouse.signin.pages;

/**
 * What is around every page.
 *
 * @param stylesheet its path, with a hash of its content in the name
 */
public record Frame(String org, String title, String stylesheet) {}
