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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
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
 */
public final class Outside {
    private static final Timeout PATIENCE = Timeout.ofSeconds(3);
    private static final int LARGEST = 1 << 20;

    /** Lets a name's addresses through only where all of them are public. */
    private static final class Guarded implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            var all = SystemDefaultDnsResolver.INSTANCE.resolve(host);
            if (all.length == 0 || !Arrays.stream(all).allMatch(Addresses::isPublic)) {
                throw new UnknownHostException(host + " is not on the public Internet");
            }
            return all;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    private final CloseableHttpClient client;

    public Outside() {
        var connections =
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new Guarded())
                        .setDefaultConnectionConfig(
                                ConnectionConfig.custom().setConnectTimeout(PATIENCE).build())
                        .build();
        this.client =
                HttpClients.custom()
                        .setConnectionManager(connections)
                        .setDefaultRequestConfig(
                                RequestConfig.custom().setResponseTimeout(PATIENCE).build())
                        .disableRedirectHandling()
                        .disableAutomaticRetries()
                        .disableCookieManagement()
                        .build();
    }

    /**
     * Gets a document.
     *
     * @param url https only
     * @throws UncheckedIOException where it is not to be had
     */
    public byte[] get(URI url) {
        if (!"https".equals(url.getScheme())) {
            throw new UncheckedIOException(new IOException("not https: " + url));
        }
        HttpClientResponseHandler<byte[]> read = Outside::read;
        try {
            return client.execute(new HttpGet(url), read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Posts to a place on the public Internet, https only, and waits three seconds in all.
     *
     * @throws Unanswered where nothing came back
     */
    public Answer send(Outgoing call) {
        if (!"https".equals(call.url().getScheme())) {
            throw new Unanswered("not https: " + call.url(), false);
        }
        var post = new HttpPost(call.url());
        call.headers().forEach(post::setHeader);
        post.setEntity(new ByteArrayEntity(call.body(), null));
        HttpClientResponseHandler<Answer> answer =
                response -> new Answer(response.getCode(), content(response));
        var sent = new FutureTask<>(() -> client.execute(post, answer));
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
