package io.sluice.sink.block;

import io.sluice.spi.sink.DamagedImageException;
import io.sluice.spi.sink.SetReader;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * An image as the sink below has it. Usable from any thread.
 *
 * @param name its name
 * @param length how many bytes are stored of it
 * @param reader reads them
 */
public record StoredImage(String name, long length, SetReader reader) {

    /** The bytes from {@code offset} on, all that were asked for. */
    public byte[] read(long offset, int count) throws IOException {
        if (offset < 0 || count < 0 || offset > length - count) {
            throw damaged("it ends at byte " + length + " of " + (offset + count));
        }
        ByteBuffer bytes = ByteBuffer.allocate(count);
        if (reader.read(name, offset, bytes) != count) {
            throw damaged("it ends at byte " + (offset + bytes.position()) + " of " + length);
        }
        return bytes.array();
    }

    /** That it is not what was written. */
    public DamagedImageException damaged(String what) {
        return new DamagedImageException(what);
    }
}
