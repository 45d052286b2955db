package io.sluice.testkit.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of CRIU's, as far as it is magic numbers and messages.
 *
 * @param magic the magic of its kind
 * @param messages what follows
 */
public record ImageFile(int magic, List<Message> messages) {
    private static final int COMMON = 0x54564319;
    private static final int SERVICE = 0x55105940;

    /** Reads one. */
    public static ImageFile read(Path file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int magic = in.getInt();
        if (magic == COMMON || magic == SERVICE) {
            magic = in.getInt();
        }
        List<Message> messages = new ArrayList<>();
        while (in.hasRemaining()) {
            int length = in.getInt();
            messages.add(Message.parse(in.slice(in.position(), length)));
            in.position(in.position() + length);
        }
        return new ImageFile(magic, messages);
    }
}
