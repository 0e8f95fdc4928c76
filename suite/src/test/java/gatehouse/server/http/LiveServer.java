package gatehouse.server.http;

import gatehouse.server.Running;
import gatehouse.server.config.ConfigReader;
import gatehouse.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A server as people start it, on sockets and a database of its own. */
final class LiveServer implements AutoCloseable {
    final Path folder;
    private final int httpsPort = freePort();
    final Running running;
    final Map<String, String> facts;
    final int port;

    LiveServer(Path folder, Map<String, String> more) throws Exception {
        this.folder = folder;
        var settings = new HashMap<>(more);
        settings.put("port", "0");
        settings.put("https-port", "" + httpsPort);
        settings.put("data-dir", folder.toString());
        settings.put("database-url", TestDatabase.another("live" + httpsPort));
        settings.put("pool-size", "8");
        settings.put("hash-kibibytes", "64");
        settings.put("access-log", folder.resolve("access.log").toString());
        this.running = Running.start(ConfigReader.read(settings, Map.of(), null));
        this.facts = running.firstRun();
        this.port = Integer.parseInt(running.origin().replaceAll(".*:", ""));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    /** Sends lines as they are and reads until the server hangs up. */
    String send(byte[] request) throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * @param head the request line, and header lines
     */
    String send(List<String> head, String body) throws IOException {
        var text = String.join("\r\n", head) + "\r\nConnection: close\r\n\r\n" + body;
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    String get(String path, String... headers) throws IOException {
        var head = new java.util.ArrayList<>(List.of("GET " + path + " HTTP/1.1"));
        head.addAll(List.of(headers));
        if (head.stream().noneMatch(line -> line.startsWith("Host:"))) {
            head.add("Host: localhost:" + port);
        }
        return send(head, "");
    }

    /** Over https, as a client that trusts nobody but the local authority. */
    String getSecurely(String host, String path) throws IOException, GeneralSecurityException {
        try (var socket = secured(host)) {
            var request =
                    "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                            .formatted(path, host);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The names in the certificate that is shown to who asks for a host. */
    List<String> vouchedFor(String host) throws IOException, GeneralSecurityException {
        try (var socket = secured(host)) {
            var shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return shown.getSubjectAlternativeNames().stream()
                    .map(name -> String.valueOf(name.getLast()))
                    .toList();
        }
    }

    private SSLSocket secured(String host) throws IOException, GeneralSecurityException {
        var trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        try (var in = Files.newInputStream(Path.of(facts.get("GATEHOUSE_CA")))) {
            var authority = CertificateFactory.getInstance("X.509").generateCertificate(in);
            trust.setCertificateEntry("authority", authority);
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trust);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        var plain = new Socket(InetAddress.getLoopbackAddress(), httpsPort);
        var socket =
                (SSLSocket) context.getSocketFactory().createSocket(plain, host, httpsPort, true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    String token() {
        return "Authorization: SSWS " + facts.get("OKTA_CLIENT_TOKEN");
    }

    List<String> accessLog() throws IOException {
        return Files.readAllLines(folder.resolve("access.log"));
    }

    @Override
    public void close() {
        running.close();
    }
}
