package io.sluice.sink.object;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;

/** The bytes of a buffer as the SDK takes and gives them: without a copy, and from the beginning for every attempt. */
final class BufferContent extends InputStream {
    private static final int PORTION = 64 << 10;

    private final ByteBuffer bytes;

    private BufferContent(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** What the buffer has remaining; the buffer itself is left as it is, and must not change until the request is done. */
    static RequestBody body(ByteBuffer bytes) {
        ByteBuffer content = bytes.asReadOnlyBuffer();
        return RequestBody.fromContentProvider(
                () -> new BufferContent(content.duplicate()), content.remaining(), "application/octet-stream");
    }

    /** Fills the buffer; an answer that is shorter is a failure, to be tried again. */
    static <R> ResponseTransformer<R, R> filling(ByteBuffer into) {
        return (response, stream) -> {
            ByteBuffer target = into.duplicate().clear();
            byte[] portion = new byte[Math.min(PORTION, Math.max(1, target.remaining()))];
            while (target.hasRemaining()) {
                int read = stream.read(portion, 0, Math.min(portion.length, target.remaining()));
                if (read < 0) {
                    throw new EOFException("the answer ended early");
                }
                target.put(portion, 0, read);
            }
            return response;
        };
    }

    @Override
    public int read() {
        return bytes.hasRemaining() ? bytes.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (!bytes.hasRemaining()) {
            return length == 0 ? 0 : -1;
        }
        int count = Math.min(length, bytes.remaining());
        bytes.get(into, offset, count);
        return count;
    }

    @Override
    public int available() {
        return bytes.remaining();
    }
}
