package gatehouse.kernel.secret;

import gatehouse.kernel.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;

/**
 * The key that seals all others. It comes by reference and is never stored by us but in the file
 * that the reference names.
 */
public final class MasterKey {
    private final byte[] key;

    private MasterKey(byte[] key) {
        if (key.length != Seal.KEY_BYTES) {
            throw new IllegalArgumentException("a master key has 32 bytes, in base64");
        }
        this.key = key;
    }

    /** A key at hand, for tests. */
    public static MasterKey of(byte[] key) {
        return new MasterKey(key.clone());
    }

    /**
     * @param reference {@code file:PATH}, made where it is missing, or {@code env:NAME}
     * @throws IllegalArgumentException where it is neither, or leads to no key
     */
    public static MasterKey at(String reference, Map<String, String> environment, World world) {
        var parts = reference.split(":", 2);
        return switch (parts[0]) {
            case "file" -> file(Path.of(parts[1]), world);
            case "env" -> {
                var value = environment.get(parts[1]);
                if (value == null) {
                    throw new IllegalArgumentException(
                            "master-key: the variable " + parts[1] + " is not set");
                }
                yield new MasterKey(Base64.getDecoder().decode(value.strip()));
            }
            default ->
                    throw new IllegalArgumentException(
                            "master-key must be file:PATH or env:NAME, not " + parts[0] + ":…");
        };
    }

    private static MasterKey file(Path file, World world) {
        try {
            if (!Files.exists(file)) {
                make(file, world);
            }
            return new MasterKey(Base64.getDecoder().decode(Files.readString(file).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the master key", e);
        }
    }

    /** Whole or not at all, and for the owner's eyes alone from the first byte. */
    private static void make(Path file, World world) throws IOException {
        var owner =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        var draft = Files.createTempFile(folder, "master", ".key", owner);
        Files.writeString(
                draft, Base64.getEncoder().encodeToString(world.bytes(Seal.KEY_BYTES)) + "\n");
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // another start of ours was quicker: its key is the key
        } catch (UnsupportedOperationException e) {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.deleteIfExists(draft);
    }

    byte[] bytes() {
        return key;
    }
}
