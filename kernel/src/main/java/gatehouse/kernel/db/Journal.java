package gatehouse.kernel.db;

import gatehouse.kernel.db.SystemLog.LogRow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * The System Log by group commit. A caller waits until the batch that holds its event is durable,
 * and never for a batch of its own: while one batch is being written, the next one gathers.
 */
final class Journal {
    private static final int LARGEST_BATCH = 512;
    private static final int WAITING_ROOM = 10_000;

    private record Entry(LogRow row, CompletableFuture<Void> durable) {}

    private final BlockingQueue<Entry> waiting = new LinkedBlockingQueue<>(WAITING_ROOM);
    private final Consumer<List<LogRow>> write;

    Journal(Consumer<List<LogRow>> write) {
        this.write = write;
        Thread.ofVirtual().name("journal").start(this::run);
    }

    /** Returns when the row is durable. */
    void append(LogRow row) {
        var entry = new Entry(row, new CompletableFuture<>());
        try {
            waiting.put(entry);
            entry.durable.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the event was durable", e);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void run() {
        var batch = new ArrayList<Entry>();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                batch.add(waiting.take());
                waiting.drainTo(batch, LARGEST_BATCH - 1);
                settle(List.copyOf(batch));
                batch.clear();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void settle(List<Entry> batch) {
        try {
            write.accept(batch.stream().map(Entry::row).toList());
            batch.forEach(e -> e.durable.complete(null));
        } catch (RuntimeException e) {
            batch.forEach(entry -> entry.durable.completeExceptionally(e));
        }
    }
}
