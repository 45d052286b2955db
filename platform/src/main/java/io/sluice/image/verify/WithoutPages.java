package io.sluice.image.verify;

import io.sluice.image.manifest.ImageEntry;
import io.sluice.image.manifest.Manifest;
import io.sluice.image.punch.PunchLog;
import io.sluice.image.punch.Punched;
import io.sluice.spi.sink.SetReader;
import java.nio.ByteBuffer;

/**
 * Compares blocks of which pages were given away: the others are what was written, and these are zeros, or, where nobody has
 * punched them yet, what they were. From any thread.
 */
record WithoutPages(String set, SetReader reader, Manifest manifest, Punched punched) {

    boolean matches(ImageEntry image, int block, ByteBuffer bytes) {
        int pageSize = manifest.host().pageSize();
        boolean given = punched.pages(image.name(), block).stream()
                .filter(page -> (page + 1) * pageSize <= bytes.remaining())
                .allMatch(page -> isZeroOrOld(image.name(), block, page, bytes.slice(page * pageSize, pageSize)));
        return given && punched.matches(image, block, bytes);
    }

    private boolean isZeroOrOld(String image, int block, int page, ByteBuffer bytes) {
        return bytes.equals(ByteBuffer.allocate(bytes.remaining()))
                || PunchLog.had(set, reader, manifest, image, block, page, bytes);
    }
}
