package gatehouse.policy.factors.enrollment;

import gatehouse.kernel.Json;
import gatehouse.kernel.db.Tx;
import gatehouse.policy.authenticators.Authenticator;
import gatehouse.policy.authenticators.Authenticators.Known;
import gatehouse.policy.factors.enrollment.Enrollment.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a person can prove themselves with, and what they could enroll.
 *
 * @param all enrollments, those that are pending or cannot be used now among them
 * @param authenticators of the org
 */
public record Standing(Person person, List<Enrollment> all, Known authenticators) {
    private static final String MAILBOX = "eae";
    private static final int PREFIX = 3;

    /** Something that could be enrolled. */
    public record Offer(Authenticator authenticator, Kind kind) {}

    /**
     * What stands in the table, and what lives with the user: password, question, mailbox.
     *
     * @param enrollsMailbox whether that of their profile is enrolled of itself
     */
    public static Standing of(Tx tx, Person person, Known authenticators, boolean enrollsMailbox) {
        var all = new ArrayList<Enrollment>();
        var rows =
                EnrollmentStore.of(tx, person.id()).stream()
                        .filter(row -> row.kind() != Kind.EMAIL || person.reads(row.target()))
                        .toList();
        if (person.hasPassword()) {
            inborn(person, Kind.PASSWORD, Json.object(), authenticators).ifPresent(all::add);
        }
        var question = person.question();
        if (question != null) {
            inborn(person, Kind.QUESTION, Questions.profile(question), authenticators)
                    .ifPresent(all::add);
        }
        all.addAll(rows);
        var enrolled = new Standing(person, List.copyOf(all), authenticators);
        return enrollsMailbox ? enrolled.withMailbox() : enrolled;
    }

    /**
     * With the mailbox of their profile, enrolled or not: whoever reads it was asked by it before,
     * to join, and may recover their account by it.
     */
    public Standing withMailbox() {
        boolean enrolled =
                all.stream()
                        .anyMatch(one ->
                                one.kind() == Kind.EMAIL
                                        && one.status() == Status.ACTIVE
                                        && one.target().equalsIgnoreCase(person.email()));
        if (enrolled || person.email().isEmpty()) {
            return this;
        }
        var profile = Json.object().put("email", person.email());
        var more = new ArrayList<>(all);
        int own = (int) all.stream().filter(one -> one.kind().inborn()).count();
        inborn(person, Kind.EMAIL, profile, authenticators).ifPresent(one -> more.add(own, one));
        return new Standing(person, List.copyOf(more), authenticators);
    }

    private static Optional<Enrollment> inborn(
            Person person, Kind kind, ObjectNode profile, Known authenticators) {
        var prefix = kind == Kind.EMAIL ? MAILBOX : kind.prefix();
        return authenticators
                .key(kind.key())
                .map(one ->
                        new Enrollment(
                                prefix + person.id().substring(PREFIX),
                                person.id(),
                                one.id(),
                                kind,
                                one.name(),
                                Status.ACTIVE,
                                one.allows(kind.method()),
                                profile,
                                null,
                                -1,
                                null,
                                person.created(),
                                person.created(),
                                null));
    }

    /** Whether it stands in no table. */
    public static boolean inborn(Enrollment enrollment) {
        return enrollment.kind().inborn() || enrollment.id().startsWith(MAILBOX);
    }

    public Optional<Enrollment> find(String id) {
        return all.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** What may be used now, whatever the authenticator is allowed for. */
    public List<Enrollment> usable() {
        return all.stream().filter(Enrollment::usable).toList();
    }

    /** What may be used now for this. */
    public List<Enrollment> usable(Authenticator.Use use) {
        return all.stream()
                .filter(Enrollment::usable)
                .filter(one ->
                        authenticators
                                .id(one.authenticator())
                                .map(authenticator -> authenticator.isFor(use))
                                .orElse(false))
                .toList();
    }

    /** Of one kind, what may be used now. */
    public List<Enrollment> usable(Kind kind) {
        return all.stream().filter(one -> one.usable() && one.kind() == kind).toList();
    }

    /** Of these, what may be used now, as it is now. */
    public List<Enrollment> usableOf(List<Enrollment> any) {
        var ids = any.stream().map(Enrollment::id).toList();
        return all.stream().filter(one -> one.usable() && ids.contains(one.id())).toList();
    }

    /** What could be enrolled: of most only one, of passkeys any number. */
    public List<Offer> enrollable() {
        return authenticators.active().stream().flatMap(this::offers).toList();
    }

    private Stream<Offer> offers(Authenticator authenticator) {
        return authenticator.methods().stream()
                .filter(method -> method.active())
                .flatMap(method -> Kind.of(authenticator.key(), method.type()).stream())
                .filter(kind -> !kind.handedOut())
                .filter(kind -> kind == Kind.WEBAUTHN || !has(authenticator, kind))
                .map(kind -> new Offer(authenticator, kind));
    }

    private boolean has(Authenticator authenticator, Kind kind) {
        return all.stream()
                .anyMatch(one ->
                        one.kind() == kind
                                && one.authenticator().equals(authenticator.id())
                                && one.status() == Status.ACTIVE);
    }
}
