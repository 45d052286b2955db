package io.sluice.image.copy;

import io.sluice.image.format.BlockChecksums;
import io.sluice.image.manifest.ImageEntry;
import io.sluice.image.manifest.Manifest;
import io.sluice.image.manifest.ManifestFile;
import io.sluice.spi.sink.SetReader;
import io.sluice.spi.sink.SetWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads back what a sink has prepared, and compares every byte with the manifest, before anything is committed. */
final class PreparedCheck {
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BlockChecksums.BLOCK);

    /**
     * Does it, where the sink can be read so early.
     *
     * @throws IOException when it holds something else than was written
     */
    void check(SetWriter writer) throws IOException {
        Optional<SetReader> prepared = writer.prepared();
        if (prepared.isEmpty()) {
            return;
        }
        try (SetReader reader = prepared.get()) {
            Optional<Manifest> manifest = ManifestFile.read("what was prepared", reader);
            for (ImageEntry image : manifest.map(Manifest::images).orElseThrow(() -> other(Manifest.FILE))) {
                check(image, reader);
            }
        }
    }

    private void check(ImageEntry image, SetReader reader) throws IOException {
        if (!reader.length(image.name()).equals(Optional.of(image.length()))) {
            throw other(image.name());
        }
        for (int block = 0; block < image.blocks(); block++) {
            buffer.clear().limit(image.blockLength(block));
            reader.read(image.name(), (long) block * BlockChecksums.BLOCK, buffer);
            if (!image.matches(block, buffer.flip())) {
                throw other(image.name());
            }
        }
    }

    private static IOException other(String image) {
        return new IOException(image + " was stored, and reads back as something else");
    }
}
