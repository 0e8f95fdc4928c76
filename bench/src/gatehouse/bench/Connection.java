package gatehouse.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One connection that is kept alive, as a client has it (RFC 9112). */
final class Connection implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final String host;

    Connection(String host, int port) throws IOException {
        this.socket = new Socket("127.0.0.1", port);
        this.socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        this.out = socket.getOutputStream();
        this.host = host + ":" + port;
    }

    /**
     * @param headers each as {@code name: value}, names in small letters
     */
    record Answer(int status, List<String> headers, String body) {
        String header(String name) {
            return headers.stream()
                    .filter(header -> header.startsWith(name + ": "))
                    .map(header -> header.substring(name.length() + 2))
                    .findFirst()
                    .orElse("");
        }

        /** What the cookies of the answer say, as a browser sends it back. */
        String cookies() {
            return String.join(
                    "; ",
                    headers.stream()
                            .filter(header -> header.startsWith("set-cookie: "))
                            .map(header -> header.substring(12).split(";", 2)[0])
                            .toList());
        }

        Answer expect(int expected) throws IOException {
            if (status != expected) {
                throw new IOException("expected " + expected + ", got " + status + ": " + body);
            }
            return this;
        }

        Answer success() throws IOException {
            return status / 100 == 2 ? this : expect(200);
        }
    }

    Answer get(String path, Map<String, String> headers) throws IOException {
        return send("GET", path, headers, "", "");
    }

    Answer form(String path, Map<String, String> headers, String body) throws IOException {
        return send("POST", path, headers, "application/x-www-form-urlencoded", body);
    }

    Answer json(String method, String path, Map<String, String> headers, String body)
            throws IOException {
        return send(method, path, headers, "application/json", body);
    }

    private Answer send(
            String method, String path, Map<String, String> headers, String type, String body)
            throws IOException {
        var content = body.getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder(512);
        head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: ").append(host);
        head.append("\r\nAccept: */*\r\n");
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (!type.isEmpty()) {
            head.append("Content-Type: ").append(type);
            head.append("\r\nContent-Length: ").append(content.length).append("\r\n");
        }
        var bytes = new ByteArrayOutputStream(head.length() + content.length + 2);
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(content);
        out.write(bytes.toByteArray());
        return read();
    }

    private Answer read() throws IOException {
        int status = Integer.parseInt(line().substring(9, 12));
        var headers = new ArrayList<String>();
        int length = 0;
        boolean chunked = false;
        for (var line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            var name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            var value = line.substring(colon + 1).strip();
            headers.add(name + ": " + value);
            length = name.equals("content-length") ? Integer.parseInt(value) : length;
            chunked |= name.equals("transfer-encoding") && value.equals("chunked");
        }
        return new Answer(status, headers, chunked ? chunks() : text(length));
    }

    private String chunks() throws IOException {
        var body = new StringBuilder();
        for (int size = size(); size > 0; size = size()) {
            body.append(text(size));
            line();
        }
        line();
        return body.toString();
    }

    private int size() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String text(int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the connection ended within an answer");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        var line = new StringBuilder(80);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
