package gatehouse.server.postgres;

import gatehouse.kernel.db.News;
import gatehouse.kernel.snapshot.Snapshots;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.postgresql.PGConnection;

/**
 * Hears what other nodes changed, on a connection of its own. While it hears nothing, snapshots
 * age.
 *
 * <p>It trusts the channel only once it heard itself there: a pooler that lends connections by the
 * transaction takes a {@code LISTEN} and then keeps silent.
 */
public final class OtherNodes implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger("gatehouse.nodes");
    private static final Duration PULSE = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofMillis(250);

    private final String url;
    private final String node;
    private final Snapshots snapshots;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch heard = new CountDownLatch(1);

    private OtherNodes(String url, String node, Snapshots snapshots) {
        this.url = url;
        this.node = node;
        this.snapshots = snapshots;
    }

    /**
     * Starts to listen.
     *
     * @param url of the database, as JDBC has it
     * @param node whose own news are known without being heard
     */
    public static OtherNodes listen(String url, String node, Snapshots snapshots) {
        var nodes = new OtherNodes(url, node, snapshots);
        snapshots.trust(false);
        Thread.ofVirtual().name("other-nodes").start(nodes::run);
        return nodes;
    }

    /** Waits until the channel was heard for the first time; false where it was not in time. */
    public boolean heardWithin(Duration patience) throws InterruptedException {
        return heard.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        try {
            do {
                hear();
                snapshots.trust(false);
            } while (!closed.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hear() {
        var properties = new Properties();
        properties.setProperty("ApplicationName", "gatehouse " + node);
        try (var connection = DriverManager.getConnection(url, properties);
                var statement = connection.createStatement()) {
            statement.execute("listen " + News.CHANNEL);
            var greeting = new News(node, "", Set.of()).payload();
            statement.execute("notify " + News.CHANNEL + ", '" + greeting + "'");
            hear(connection);
        } catch (SQLException e) {
            LOG.warning("other nodes cannot be heard: " + e.getMessage());
        }
    }

    private void hear(Connection connection) throws SQLException {
        var channel = connection.unwrap(PGConnection.class);
        boolean trusted = false;
        while (closed.getCount() > 0) {
            var notifications = channel.getNotifications((int) PULSE.toMillis());
            if (notifications.length == 0 && !connection.isValid((int) PULSE.toSeconds())) {
                throw new SQLException("the connection is lost");
            }
            for (var notification : notifications) {
                var news = News.of(notification.getParameter());
                boolean ours = news.node().equals(node);
                if (ours && !trusted) {
                    trusted = true;
                    snapshots.trust(true);
                    heard.countDown();
                } else if (!ours) {
                    snapshots.changed(news.org(), news.tables());
                }
            }
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
