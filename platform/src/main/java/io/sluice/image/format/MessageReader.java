package io.sluice.image.format;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Reads the messages of one image in order, in memory bounded by the longest message. For one thread.
 *
 * <p>Whatever the image holds, the only thing thrown is a {@link SluiceException}.
 */
public final class MessageReader implements AutoCloseable {
    /** The longest message that is read: a mapping list of a million entries stays below. */
    public static final int MOST_BYTES = 64 << 20;

    private final String image;
    private final InputStream bytes;
    private final long length;
    private long offset;
    private byte[] message = new byte[256];

    private MessageReader(String image, InputStream bytes, long length) {
        this.image = image;
        this.bytes = bytes;
        this.length = length;
    }

    /**
     * Begins to read, and checks the numbers at the image's beginning.
     *
     * @param image what to call it in messages
     * @param bytes from its first byte on; closed with this, also when this throws
     * @param length how many bytes the image has
     */
    public static MessageReader open(ImageType type, String image, InputStream bytes, long length) {
        MessageReader reader = new MessageReader(image, bytes, length);
        try {
            reader.header(type);
            return reader;
        } catch (SluiceException wrong) {
            reader.close();
            throw wrong;
        }
    }

    /** The next message; empty at the end of the image. */
    public <T extends MessageLite> Optional<T> next(Parser<T> parser) {
        if (offset == length) {
            return Optional.empty();
        }
        long at = offset;
        int size = size(at);
        read(size);
        try {
            return Optional.of(parser.parseFrom(message, 0, size));
        } catch (InvalidProtocolBufferException wrong) {
            throw Damage.of(image, "no valid message at byte " + at, wrong);
        }
    }

    /** The message of an image that must have at least one. */
    public <T extends MessageLite> T first(Parser<T> parser) {
        return next(parser)
                .orElseThrow(() -> Damage.of(image, "ends at byte " + offset + ", before its first message"));
    }

    /** Where the next message begins, in bytes. */
    public long offset() {
        return offset;
    }

    @Override
    public void close() {
        try {
            bytes.close();
        } catch (IOException harmless) {
            // Nothing was written: what was read is as good as before.
        }
    }

    private void header(ImageType type) {
        type.lead().ifPresent(lead -> expect(lead));
        expect(type.magic());
    }

    private void expect(int magic) {
        long at = offset;
        read(Integer.BYTES);
        if (word() != magic) {
            throw Damage.of(
                    image,
                    String.format("0x%08x stands at byte %d, not 0x%08x: an image of another kind", word(), at, magic));
        }
    }

    private int size(long at) {
        read(Integer.BYTES);
        long size = Integer.toUnsignedLong(word());
        if (size > length - offset || size > MOST_BYTES) {
            throw Damage.of(image, "a message of " + size + " bytes at byte " + at + " does not fit");
        }
        return (int) size;
    }

    private int word() {
        return ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
    }

    private void read(int count) {
        if (count > length - offset) {
            throw Damage.of(image, "ends at byte " + length + ", within a message");
        }
        if (message.length < count) {
            message = new byte[Math.max(count, Math.min(MOST_BYTES, 2 * message.length))];
        }
        try {
            if (bytes.readNBytes(message, 0, count) != count) {
                throw Damage.of(image, "ends early, after byte " + offset);
            }
        } catch (IOException failed) {
            throw new SluiceException(
                    ErrorCode.STORAGE,
                    "cannot read " + image + ": " + failed.getMessage(),
                    "see that the storage is there and works",
                    failed);
        }
        offset += count;
    }
}
