package gatehouse.kernel.resource;

import gatehouse.kernel.Violations;
import gatehouse.kernel.db.Tx;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.resource.Resource.Alias;
import gatehouse.kernel.resource.Resource.Completion;
import gatehouse.kernel.resource.Resource.Events;
import gatehouse.kernel.resource.Resource.Operations;
import gatehouse.kernel.resource.Resource.Paging;
import gatehouse.kernel.resource.Resource.Rendering;
import gatehouse.kernel.resource.Resource.Trait;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Says a resource, word by word. */
@SuppressWarnings("NullAway.Init") // build() proves that every word was said
public final class Sentence {
    private final String type;
    private String path;
    private String idName;
    private String table;
    private String prefix;
    private Operations operations;
    private Guard read;
    private Guard manage;
    private Bucket bucket = Bucket.API;
    private Lifecycle lifecycle = Lifecycle.NONE;
    private Events events;
    private @Nullable Resource parent;
    private @Nullable Alias alias;
    private final EnumSet<Trait> traits = EnumSet.noneOf(Trait.class);
    private Paging paging = new Paging(200, 200);
    private Completion completion = (_, sent, _) -> sent;
    private BiConsumer<ObjectNode, Violations> check = (_, _) -> {};
    private Rendering rendering = (_, _, _, _) -> {};
    private BiConsumer<Tx, Change> reaction = (_, _) -> {};

    Sentence(String type) {
        this.type = type;
    }

    /** Where it is, and what its id is called there. */
    public Sentence at(String collection, String id) {
        this.path = collection;
        this.idName = id;
        return this;
    }

    /** Where it is below another. */
    public Sentence under(Resource of, String collection, String id) {
        this.parent = of;
        return at(of.one() + collection, id);
    }

    public Sentence operations(String one, String many) {
        this.operations = new Operations(one, many);
        return this;
    }

    public Sentence stored(String inTable, String withPrefix) {
        this.table = inTable;
        this.prefix = withPrefix;
        return this;
    }

    public Sentence guarded(String area, Bucket by) {
        this.read = Guard.scope(area + ".read");
        this.manage = Guard.scope(area + ".manage");
        this.bucket = by;
        return this;
    }

    public Sentence lifecycle(Lifecycle states) {
        this.lifecycle = states;
        return this;
    }

    public Sentence logged(Events as) {
        this.events = as;
        return this;
    }

    public Sentence aliased(String name, String condition) {
        this.alias = new Alias(name, condition);
        return this;
    }

    public Sentence being(Trait... what) {
        this.traits.addAll(List.of(what));
        return this;
    }

    public Sentence paged(int usual, int most) {
        this.paging = new Paging(usual, most);
        return this;
    }

    public Sentence completed(Completion how) {
        this.completion = how;
        return this;
    }

    public Sentence checked(BiConsumer<ObjectNode, Violations> rule) {
        this.check = rule;
        return this;
    }

    public Sentence rendered(Rendering how) {
        this.rendering = how;
        return this;
    }

    public Sentence reacting(BiConsumer<Tx, Change> how) {
        this.reaction = how;
        return this;
    }

    /**
     * @throws IllegalStateException naming every word that was left unsaid
     */
    public Resource build() {
        var unsaid = unsaid();
        if (!unsaid.isEmpty()) {
            throw new IllegalStateException(type + " leaves unsaid: " + unsaid);
        }
        return new Resource(
                type,
                path,
                idName,
                table,
                prefix,
                operations,
                read,
                manage,
                bucket,
                lifecycle,
                events,
                Optional.ofNullable(parent),
                Optional.ofNullable(alias),
                Set.copyOf(traits),
                paging,
                completion,
                check,
                rendering,
                reaction);
    }

    private Set<String> unsaid() {
        var words = new LinkedHashMap<String, @Nullable Object>();
        words.put("at", path);
        words.put("stored", table);
        words.put("operations", operations);
        words.put("guarded", manage);
        words.put("logged", events);
        words.values().removeIf(Objects::nonNull);
        return words.keySet();
    }
}
