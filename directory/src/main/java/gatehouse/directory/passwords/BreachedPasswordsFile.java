package gatehouse.directory.passwords;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The file that the downloader of Have I Been Pwned writes: on each line the SHA-1 hash of a
 * password in hexadecimal digits, mostly with {@code :COUNT} after it, in the order of the hashes.
 *
 * <p>It is far larger than memory, so that a question reads some forty of its lines. Each question
 * opens it anew: a newer file may be moved into its place at any time, and a thread that is
 * interrupted closes the file for nobody else.
 */
public final class BreachedPasswordsFile implements BreachedPasswords {
    private static final Logger LOG = Logger.getLogger(BreachedPasswordsFile.class.getName());
    private static final int DIGITS = 40;

    /** Holds the end of one line and the hash of the next, however often a password was seen. */
    private static final int WINDOW = 128;

    /** How many lines are compared when the server starts. */
    private static final int SAMPLES = 64;

    private final Path path;

    private BreachedPasswordsFile(Path path) {
        this.path = path;
    }

    /**
     * @throws IOException where it cannot be read, or is not such a file as far as samples show
     */
    public static BreachedPasswordsFile at(Path path) throws IOException {
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new IOException(path + " cannot be read");
        }
        try (var file = FileChannel.open(path)) {
            new Lines(path, file).requireOrder();
        }
        return new BreachedPasswordsFile(path);
    }

    /** Nobody is kept out by a file that was lost meanwhile; whoever runs the server is told. */
    @Override
    public boolean hold(String password) {
        try (var file = FileChannel.open(path)) {
            return new Lines(path, file).hold(sha1(password));
        } catch (IOException e) {
            LOG.warning("A password was not looked up among those of breaches: " + e);
            return false;
        }
    }

    /** The key of the list, which protects nothing. */
    private static byte[] sha1(String password) {
        try {
            return MessageDigest.getInstance("SHA-1")
                    .digest(password.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    /**
     * @param at where it begins
     */
    private record Line(long at, byte[] hash) {}

    private record Lines(Path path, FileChannel file) {
        /** Lines that begin before {@code low} are less, those from {@code high} on are greater. */
        boolean hold(byte[] hash) throws IOException {
            long low = 0;
            long high = file.size();
            while (low < high) {
                long middle = (low + high) >>> 1;
                var line = from(middle);
                int order =
                        line == null || line.at >= high
                                ? 1
                                : Arrays.compareUnsigned(line.hash, hash);
                if (order == 0) {
                    return true;
                }
                if (line != null && order < 0) {
                    low = line.at + 1;
                } else {
                    high = middle;
                }
            }
            return false;
        }

        void requireOrder() throws IOException {
            var before = from(0);
            if (before == null) {
                throw new IOException(path + " holds no hash");
            }
            for (int i = 1; i < SAMPLES; i++) {
                var line = from(file.size() * i / SAMPLES);
                if (line != null && Arrays.compareUnsigned(before.hash, line.hash) > 0) {
                    throw new IOException(
                            path + " is not in the order of its hashes at byte " + line.at);
                }
                before = line == null ? before : line;
            }
        }

        /** The first line that begins at an offset or after it; null where none does. */
        private @Nullable Line from(long offset) throws IOException {
            long begin = Math.max(0, offset - 1);
            var bytes = read(begin);
            int start = offset == 0 ? 0 : afterBreak(bytes, begin);
            if (start == bytes.length && bytes.length < WINDOW) {
                return null;
            }
            return new Line(begin + start, hash(bytes, start, begin));
        }

        private byte[] read(long begin) throws IOException {
            var bytes = ByteBuffer.allocate(WINDOW);
            int count = 0;
            while (count >= 0 && bytes.hasRemaining()) {
                count = file.read(bytes, begin + bytes.position());
            }
            return Arrays.copyOf(bytes.array(), bytes.position());
        }

        private int afterBreak(byte[] bytes, long begin) throws IOException {
            int at = 0;
            while (at < bytes.length && bytes[at] != '\n') {
                at++;
            }
            if (at == WINDOW) {
                throw malformed(begin);
            }
            while (at < bytes.length && (bytes[at] == '\n' || bytes[at] == '\r')) {
                at++;
            }
            return at;
        }

        private byte[] hash(byte[] bytes, int start, long begin) throws IOException {
            int end = start + DIGITS;
            boolean ends =
                    end == bytes.length || (end < bytes.length && ":\r\n".indexOf(bytes[end]) >= 0);
            try {
                if (ends) {
                    var digits = new String(bytes, start, DIGITS, StandardCharsets.ISO_8859_1);
                    return HexFormat.of().parseHex(digits);
                }
            } catch (IllegalArgumentException e) {
                // said below, as for a line of another length
            }
            throw malformed(begin + start);
        }

        private IOException malformed(long at) {
            return new IOException(path + " has no SHA-1 hash at byte " + at);
        }
    }
}
