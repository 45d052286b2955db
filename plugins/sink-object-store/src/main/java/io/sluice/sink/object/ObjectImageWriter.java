package io.sluice.sink.object;

import io.sluice.spi.sink.ImageWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** One image in the making: a short one is one object, a long one is uploaded part by part. */
final class ObjectImageWriter implements ImageWriter {
    /** Of most images there is no more. */
    private static final int SHORT = 64 << 10;

    private final Store store;
    private final Uploads uploads;
    private final String bucket;
    private final String key;
    private final List<CompletableFuture<Void>> running = new ArrayList<>();
    private ByteBuffer buffer = ByteBuffer.allocate(SHORT);
    private Multipart multipart;
    private long length;
    private boolean whole = true;
    private boolean closed;

    ObjectImageWriter(Store store, Uploads uploads, String bucket, String key) {
        this.store = store;
        this.uploads = uploads;
        this.bucket = bucket;
        this.key = key;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        boolean before = whole;
        whole = false;
        length += bytes.remaining();
        while (bytes.hasRemaining()) {
            makeRoom();
            int count = Math.min(buffer.remaining(), bytes.remaining());
            buffer.put(bytes.slice(bytes.position(), count));
            bytes.position(bytes.position() + count);
        }
        whole = before;
    }

    /** After a write that failed nothing more is uploaded. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (!whole) {
            return;
        }
        whole = false;
        if (multipart != null) {
            uploadPart();
        } else {
            running.add(uploads.submit(buffer.flip(), content -> store.write(bucket, key, content)));
        }
        buffer = null;
        whole = true;
    }

    boolean isOpen() {
        return !closed;
    }

    long length() {
        return length;
    }

    String key() {
        return key;
    }

    /** Waits until the object is there. */
    void finish() throws IOException {
        if (!whole) {
            throw new IOException("cannot finish " + key + ": it was not written whole");
        }
        for (CompletableFuture<Void> upload : running) {
            await(upload);
        }
        if (multipart != null) {
            multipart.complete();
        }
    }

    /** Gives up, and waits until no upload is under way. The object may be there or not. */
    void stop() {
        closed = true;
        for (CompletableFuture<Void> upload : running) {
            upload.handle((done, failed) -> failed).join();
        }
        if (buffer != null) {
            uploads.recycle(buffer);
            buffer = null;
        }
    }

    /** After {@link #stop}: the object does not appear any more. */
    void abort() throws IOException {
        if (multipart != null) {
            multipart.abort();
        }
    }

    private void makeRoom() throws IOException {
        if (buffer.hasRemaining()) {
            return;
        }
        if (buffer.isDirect()) {
            uploadPart();
            buffer = uploads.buffer();
        } else {
            buffer = uploads.buffer().put(buffer.flip());
        }
    }

    private void uploadPart() throws IOException {
        for (CompletableFuture<Void> upload : running) {
            if (upload.isCompletedExceptionally()) {
                await(upload);
            }
        }
        if (multipart == null) {
            multipart = Multipart.begin(store, bucket, key);
        }
        int number = running.size() + 1;
        if (number > Multipart.MOST_PARTS) {
            throw new IOException("cannot write " + key + ": it has more than " + Multipart.MOST_PARTS
                    + " parts; let the setting 'part' of the sink be larger");
        }
        Multipart to = multipart;
        running.add(uploads.submit(buffer.flip(), content -> to.upload(number, content)));
    }

    private static void await(CompletableFuture<Void> upload) throws IOException {
        try {
            upload.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof IOException told) {
                throw new IOException(told.getMessage(), told);
            }
            throw failed;
        }
    }
}
