package gatehouse.signin.pages;

import gatehouse.kernel.Digest;
import gatehouse.kernel.http.Bucket;
import gatehouse.kernel.http.Guard;
import gatehouse.kernel.http.Response;
import gatehouse.kernel.http.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * A file that pages load. Its path tells its content, so that a browser may keep it for ever.
 *
 * @param path with a hash of the content in the name
 */
record Asset(String path, String type, byte[] content) {
    private static final int HASH_LENGTH = 16;

    static Asset read(String name, String type) {
        try (var in = Objects.requireNonNull(Asset.class.getResourceAsStream(name), name)) {
            var content = in.readAllBytes();
            var hash = HexFormat.of().formatHex(Digest.sha256(content)).substring(0, HASH_LENGTH);
            int dot = name.lastIndexOf('.');
            var path = "/assets/" + name.substring(0, dot) + "-" + hash + name.substring(dot);
            return new Asset(path, type, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Route route(String operation) {
        return Route.free("GET", path, operation, Guard.open(), Bucket.UNLIMITED, _ -> response());
    }

    private Response response() {
        return new Response(
                200,
                List.of(
                        new Response.Header("Content-Type", type + ";charset=UTF-8"),
                        new Response.Header(
                                "Cache-Control", "public, max-age=31536000, immutable")),
                content);
    }
}
