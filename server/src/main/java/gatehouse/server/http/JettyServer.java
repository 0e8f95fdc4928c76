package gatehouse.server.http;

import gatehouse.kernel.Json;
import gatehouse.kernel.World;
import gatehouse.kernel.http.Request;
import gatehouse.kernel.http.Response;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.jspecify.annotations.Nullable;

/** Joins Jetty to the pipeline. The only file that knows which web server this is. */
public final class JettyServer {
    private static final int LARGEST_HEADERS = 32 << 10;
    private static final int IDLE_MILLIS = 60_000;
    private static final int REQUEST_ID = 22;
    private static final long STOP_MILLIS = 10_000;

    private final Server server;
    private final ServerConnector http;
    private final @Nullable ServerConnector https;

    private JettyServer(Server server, ServerConnector http, @Nullable ServerConnector https) {
        this.server = server;
        this.http = http;
        this.https = https;
    }

    /** Where it listens; port 0 takes any that is free, {@code httpsPort} below 0 is none. */
    public record Address(String host, int port, int httpsPort) {}

    /** Starts to answer. */
    public static JettyServer start(
            Address address,
            @Nullable SSLContext tls,
            World world,
            Function<Request, Response> answer)
            throws Exception {
        var server = new Server(new VirtualThreadPool());
        server.setStopTimeout(STOP_MILLIS);
        var http = connector(server, address.host, address.port, null);
        var https = tls == null ? null : connector(server, address.host, address.httpsPort, tls);
        server.setHandler(
                new Handler.Abstract() {
                    @Override
                    public boolean handle(
                            org.eclipse.jetty.server.Request request,
                            org.eclipse.jetty.server.Response response,
                            Callback callback)
                            throws Exception {
                        respond(request, response, callback, world, answer);
                        return true;
                    }
                });
        server.setErrorHandler((_, response, callback) -> malformed(response, callback, world));
        server.start();
        return new JettyServer(server, http, https);
    }

    private static ServerConnector connector(
            Server server, String host, int port, @Nullable SSLContext tls) {
        var config = new HttpConfiguration();
        config.setSendServerVersion(false);
        config.setRequestHeaderSize(LARGEST_HEADERS);
        config.setUriCompliance(UriCompliance.UNSAFE);
        var plain = new HttpConnectionFactory(config);
        ServerConnector connector;
        if (tls == null) {
            connector = new ServerConnector(server, plain);
        } else {
            config.addCustomizer(new SecureRequestCustomizer(false));
            var factory = new SslContextFactory.Server();
            factory.setSslContext(tls);
            connector =
                    new ServerConnector(
                            server, new SslConnectionFactory(factory, "http/1.1"), plain);
        }
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        return connector;
    }

    private static void respond(
            org.eclipse.jetty.server.Request request,
            org.eclipse.jetty.server.Response response,
            Callback callback,
            World world,
            Function<Request, Response> answer)
            throws IOException {
        var body = Content.Source.asInputStream(request).readNBytes(Request.LARGEST_BODY + 1);
        if (body.length > Request.LARGEST_BODY) {
            response.getHeaders().put("Connection", "close");
        }
        var reply = answer.apply(read(request, body, world));
        response.setStatus(reply.status());
        for (var header : reply.headers()) {
            response.getHeaders().add(header.name(), header.value());
        }
        response.write(true, ByteBuffer.wrap(reply.body()), callback);
    }

    private static Request read(
            org.eclipse.jetty.server.Request request, byte[] body, World world) {
        Map<String, List<String>> headers = new HashMap<>();
        for (var field : request.getHeaders()) {
            headers.computeIfAbsent(
                            field.getName().toLowerCase(Locale.ROOT), _ -> new ArrayList<>(1))
                    .add(field.getValue());
        }
        var uri = request.getHttpURI();
        return new Request(
                world.secret(REQUEST_ID),
                request.getMethod(),
                uri.getScheme() == null ? "http" : uri.getScheme(),
                uri.getAuthority() == null ? "" : uri.getAuthority(),
                uri.getPath() == null ? "/" : uri.getPath(),
                uri.getQuery(),
                headers,
                body,
                org.eclipse.jetty.server.Request.getRemoteAddr(request));
    }

    /** What Jetty itself refuses, because it is not HTTP as it should be. */
    private static boolean malformed(
            org.eclipse.jetty.server.Response response, Callback callback, World world) {
        response.getHeaders().put("Content-Type", "application/json");
        response.getHeaders().put("X-Okta-Request-Id", world.secret(REQUEST_ID));
        var document = Json.bytes(RequestErrors.malformed(response.getStatus(), world));
        response.write(true, ByteBuffer.wrap(document), callback);
        return true;
    }

    public int port() {
        return http.getLocalPort();
    }

    /** The port of https, or 0 where there is none. */
    public int httpsPort() {
        return https == null ? 0 : https.getLocalPort();
    }

    /** Takes no more requests, and lets those under way finish. */
    public void stop() throws Exception {
        server.stop();
    }
}
