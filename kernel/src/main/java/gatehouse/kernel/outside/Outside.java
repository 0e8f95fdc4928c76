package gatehouse.kernel.outside;

import gatehouse.kernel.outside.Outgoing.Answer;
import gatehouse.kernel.outside.Outgoing.Unanswered;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * The only door to other systems. A name is resolved once, every address it has is checked, and the
 * connection goes to what was checked; nothing is redirected, waited for long, or read without end.
 * To public addresses it is https alone.
 */
public final class Outside {
    private static final Timeout PATIENCE = Timeout.ofSeconds(3);
    private static final int LARGEST = 1 << 20;

    /** Lets a name's addresses through only where all of them may be reached. */
    private record Guarded(DnsResolver names, Predicate<InetAddress> reachable, String otherwise)
            implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            var all = names.resolve(host);
            if (all.length == 0 || !Arrays.stream(all).allMatch(reachable)) {
                throw new UnknownHostException(host + otherwise);
            }
            return all;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    private final Map<String, CloseableHttpClient> clients;

    /**
     * @param near which addresses that are not public may be reached too, even without TLS
     */
    public Outside(Predicate<InetAddress> near) {
        this(near, SystemDefaultDnsResolver.INSTANCE);
    }

    Outside(Predicate<InetAddress> near, DnsResolver names) {
        var far = near.or(Addresses::isPublic);
        this.clients =
                Map.of(
                        "https",
                        client(new Guarded(names, far, " is not on the public Internet")),
                        "http",
                        client(new Guarded(names, near, " may be reached by https alone")));
    }

    private static CloseableHttpClient client(DnsResolver names) {
        var connections =
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(names)
                        .setDefaultConnectionConfig(
                                ConnectionConfig.custom().setConnectTimeout(PATIENCE).build())
                        .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(PATIENCE).build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .build();
    }

    private <T> T call(HttpUriRequestBase request, HttpClientResponseHandler<T> read)
            throws IOException {
        var client = clients.get(String.valueOf(request.getScheme()));
        if (client == null) {
            throw new IOException("neither https nor http");
        }
        return client.execute(request, read);
    }

    /**
     * Gets a document.
     *
     * @throws UncheckedIOException where it is not to be had
     */
    public byte[] get(URI url) {
        try {
            return call(new HttpGet(url), Outside::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Posts, and waits three seconds in all.
     *
     * @throws Unanswered where nothing came back
     */
    public Answer send(Outgoing call) {
        var post = new HttpPost(call.url());
        call.headers().forEach(post::setHeader);
        post.setEntity(new ByteArrayEntity(call.body(), null));
        HttpClientResponseHandler<Answer> answer =
                response -> new Answer(response.getCode(), content(response));
        var sent = new FutureTask<>(() -> call(post, answer));
        Thread.startVirtualThread(sent);
        return awaited(sent, post);
    }

    /** However slowly it trickles in, the time is the same. */
    private static Answer awaited(FutureTask<Answer> sent, HttpPost post) {
        try {
            return sent.get(PATIENCE.toMilliseconds(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            post.cancel();
            throw new Unanswered("no answer in time", true);
        } catch (InterruptedException e) {
            post.cancel();
            Thread.currentThread().interrupt();
            throw new Unanswered("interrupted", false);
        } catch (ExecutionException e) {
            boolean late = e.getCause() instanceof InterruptedIOException;
            throw new Unanswered(String.valueOf(e.getCause()), late);
        }
    }

    private static byte[] read(ClassicHttpResponse response) throws IOException {
        if (response.getCode() != 200) {
            throw new IOException("answered " + response.getCode());
        }
        return content(response);
    }

    private static byte[] content(ClassicHttpResponse response) throws IOException {
        var entity = response.getEntity();
        if (entity == null) {
            return new byte[0];
        }
        try (var content = entity.getContent()) {
            var body = content.readNBytes(LARGEST + 1);
            if (body.length > LARGEST) {
                throw new IOException("longer than " + LARGEST + " bytes");
            }
            return body;
        }
    }
}
