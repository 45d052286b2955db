package io.sluice.image.format;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes the messages of one image in order. For one thread. */
public final class MessageWriter implements AutoCloseable {
    private final OutputStream bytes;
    private final ByteBuffer word = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final CodedOutputStream coded;

    private MessageWriter(OutputStream bytes) {
        this.bytes = bytes;
        this.coded = CodedOutputStream.newInstance(bytes, 4096);
    }

    /**
     * Begins an image with the numbers that its type asks for.
     *
     * @param bytes takes what is written; closed with this
     */
    public static MessageWriter begin(ImageType type, OutputStream bytes) throws IOException {
        MessageWriter writer = new MessageWriter(bytes);
        if (type.lead().isPresent()) {
            writer.word(type.lead().get());
        }
        writer.word(type.magic());
        return writer;
    }

    /** Appends a message with its length before it. */
    public void write(MessageLite message) throws IOException {
        word(message.getSerializedSize());
        message.writeTo(coded);
    }

    /** Appends bytes as they are. */
    public void writeRaw(ByteString bytes) throws IOException {
        coded.writeRawBytes(bytes);
    }

    @Override
    public void close() throws IOException {
        coded.flush();
        bytes.close();
    }

    private void word(int value) throws IOException {
        word.putInt(0, value);
        coded.writeRawBytes(word.array());
    }
}
