package gatehouse.kernel.resource;

import gatehouse.kernel.Violations;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The grammar in which a configuration resource is said.
 *
 * <p>A resource says what it is; {@link ResourceRoutes} knows what that means: its routes, its
 * rows, its order, its links, its events, its pages and its errors.
 *
 * @param type Okta's word for it in errors and events
 * @param path its collection, the names of all parents' ids included
 * @param idName what stands for its id in the path
 */
public record Resource(
        String type,
        String path,
        String idName,
        String table,
        String prefix,
        Operations operations,
        Guard read,
        Guard manage,
        Bucket bucket,
        Lifecycle lifecycle,
        Events events,
        Optional<Resource> parent,
        Optional<Alias> alias,
        Set<Trait> traits,
        Paging paging,
        Completion completion,
        BiConsumer<ObjectNode, Violations> check,
        Rendering rendering,
        BiConsumer<Tx, Change> reaction) {

    /** What a resource may be beside the usual. */
    public enum Trait {
        /** Its siblings have an order, which clients set by {@code priority}. */
        ORDERED,
        /** No two siblings share a name. */
        NAMED,
        /** {@code status} is shown. */
        STATUS,
        /** {@code created} and {@code lastUpdated} are shown. */
        TIMES,
        /** {@code system} is shown. */
        SYSTEM,
        /** What is made, or moved by a verb, is answered with 200 and the whole of it. */
        ANSWERED,
        /** A POST to one of them changes only what it names. */
        MERGED,
        /** A PATCH to one of them changes only what it names. */
        PATCHED,
        /** Who replaces it may say its {@code status}, beside the verbs. */
        STATED
    }

    /** Okta's operation ids, from the name of one and of many. */
    public record Operations(String one, String many) {}

    /** How the System Log calls what happens. */
    @FunctionalInterface
    public interface Events {
        /**
         * @param verb create, update, delete, or one of the lifecycle
         */
        String named(String verb);
    }

    /** Another name by which one of them may be called, and the condition that finds it. */
    public record Alias(String name, String condition) {}

    /** The page size where none is asked for, and the largest. */
    public record Paging(int usual, int most) {}

    /** Fills in what a client left out. */
    @FunctionalInterface
    public interface Completion {
        /**
         * @param sent what the client wrote
         * @param before what was there, or null for a new one
         */
        ObjectNode complete(Tx tx, ObjectNode sent, @Nullable Stored before);
    }

    /** Adds what is not the client's to write. */
    @FunctionalInterface
    public interface Rendering {
        /**
         * @param self the URL of the resource
         */
        void render(Call call, Stored stored, String self, ObjectNode json);
    }

    /** The path of one of them. */
    public String one() {
        return path + "/{" + idName + "}";
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }

    public static Sentence of(String type) {
        return new Sentence(type);
    }
}
