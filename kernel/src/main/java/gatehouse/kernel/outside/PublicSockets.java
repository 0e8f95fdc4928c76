package gatehouse.kernel.outside;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.function.Predicate;
import javax.net.SocketFactory;

/** Sockets that connect where they may, whatever a name was resolved to. */
final class PublicSockets extends SocketFactory {
    private final Predicate<InetAddress> reachable;

    PublicSockets(Predicate<InetAddress> reachable) {
        this.reachable = reachable;
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public void connect(SocketAddress to, int patience) throws IOException {
                var address = to instanceof InetSocketAddress known ? known.getAddress() : null;
                if (address == null || !reachable.test(address)) {
                    throw new UnknownHostException(to + " may not be reached");
                }
                super.connect(to, patience);
            }
        };
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort)
            throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
            throws IOException {
        return createSocket(host, port);
    }

    private Socket connected(InetSocketAddress to) throws IOException {
        var socket = createSocket();
        socket.connect(to, 0);
        return socket;
    }
}
