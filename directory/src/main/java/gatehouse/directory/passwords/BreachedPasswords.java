package gatehouse.directory.passwords;

/** The passwords that are known from breaches, as far as whoever runs the server has a list. */
@FunctionalInterface
public interface BreachedPasswords {
    BreachedPasswords NONE = _ -> false;

    boolean hold(String password);
}
