package gatehouse.kernel.resource;

import gatehouse.kernel.Violations;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Call;
import gatehouse.kernel.http.Guard;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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
        SYSTEM
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

    public static Builder of(String type) {
        return new Builder(type);
    }

    /** Says a resource, word by word. */
    @SuppressWarnings("NullAway.Init") // build() proves that every word was said
    public static final class Builder {
        private final String type;
        private @Nullable String path;
        private @Nullable String idName;
        private @Nullable String table;
        private @Nullable String prefix;
        private @Nullable Operations operations;
        private @Nullable Guard read;
        private @Nullable Guard manage;
        private Bucket bucket = Bucket.API;
        private Lifecycle lifecycle = Lifecycle.NONE;
        private @Nullable Events events;
        private @Nullable Resource parent;
        private @Nullable Alias alias;
        private final EnumSet<Trait> traits = EnumSet.noneOf(Trait.class);
        private Paging paging = new Paging(200, 200);
        private Completion completion = (_, sent, _) -> sent;
        private BiConsumer<ObjectNode, Violations> check = (_, _) -> {};
        private Rendering rendering = (_, _, _, _) -> {};
        private BiConsumer<Tx, Change> reaction = (_, _) -> {};

        private Builder(String type) {
            this.type = type;
        }

        /** Where it is, and what its id is called there. */
        public Builder at(String collection, String id) {
            this.path = collection;
            this.idName = id;
            return this;
        }

        /** Where it is below another. */
        public Builder under(Resource of, String collection, String id) {
            this.parent = of;
            return at(of.one() + collection, id);
        }

        public Builder operations(String one, String many) {
            this.operations = new Operations(one, many);
            return this;
        }

        public Builder stored(String inTable, String withPrefix) {
            this.table = inTable;
            this.prefix = withPrefix;
            return this;
        }

        public Builder guarded(String area, Bucket by) {
            this.read = Guard.scope(area + ".read");
            this.manage = Guard.scope(area + ".manage");
            this.bucket = by;
            return this;
        }

        public Builder lifecycle(Lifecycle states) {
            this.lifecycle = states;
            return this;
        }

        public Builder logged(Events as) {
            this.events = as;
            return this;
        }

        public Builder aliased(String name, String condition) {
            this.alias = new Alias(name, condition);
            return this;
        }

        public Builder being(Trait... what) {
            this.traits.addAll(List.of(what));
            return this;
        }

        public Builder paged(int usual, int most) {
            this.paging = new Paging(usual, most);
            return this;
        }

        public Builder completed(Completion how) {
            this.completion = how;
            return this;
        }

        public Builder checked(BiConsumer<ObjectNode, Violations> rule) {
            this.check = rule;
            return this;
        }

        public Builder rendered(Rendering how) {
            this.rendering = how;
            return this;
        }

        public Builder reacting(BiConsumer<Tx, Change> how) {
            this.reaction = how;
            return this;
        }

        /**
         * @throws IllegalStateException naming every word that was left unsaid
         */
        public Resource build() {
            var unsaid = new ArrayList<String>();
            var at = said("at", path, unsaid);
            var id = said("at", idName, unsaid);
            var inTable = said("stored", table, unsaid);
            var withPrefix = said("stored", prefix, unsaid);
            var named = said("operations", operations, unsaid);
            var reader = said("guarded", read, unsaid);
            var manager = said("guarded", manage, unsaid);
            var log = said("logged", events, unsaid);
            if (at == null
                    || id == null
                    || inTable == null
                    || withPrefix == null
                    || named == null
                    || reader == null
                    || manager == null
                    || log == null) {
                throw new IllegalStateException(type + " leaves unsaid: " + unsaid);
            }
            return new Resource(
                    type,
                    at,
                    id,
                    inTable,
                    withPrefix,
                    named,
                    reader,
                    manager,
                    bucket,
                    lifecycle,
                    log,
                    Optional.ofNullable(parent),
                    Optional.ofNullable(alias),
                    Set.copyOf(traits),
                    paging,
                    completion,
                    check,
                    rendering,
                    reaction);
        }

        private static <V> @Nullable V said(String word, @Nullable V value, List<String> unsaid) {
            if (value == null && !unsaid.contains(word)) {
                unsaid.add(word);
            }
            return value;
        }
    }
}
