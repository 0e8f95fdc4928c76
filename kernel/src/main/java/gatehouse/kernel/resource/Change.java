package gatehouse.kernel.resource;

/**
 * What is about to happen to a resource, in the same transaction. A domain reacts by switching over
 * it.
 */
public sealed interface Change {
    record Created(Stored after) implements Change {}

    record Replaced(Stored before, Stored after) implements Change {}

    record Moved(Stored before, Stored after, String verb) implements Change {}

    record Deleted(Stored before) implements Change {}
}
