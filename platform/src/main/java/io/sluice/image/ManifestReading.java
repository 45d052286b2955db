package io.sluice.image;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.format.Damage;
import io.sluice.image.manifest.Manifest;
import io.sluice.image.manifest.ManifestFile;
import io.sluice.spi.sink.SetReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads the manifest of a set, and sees that inventory.img and it belong together. */
final class ManifestReading {
    private ManifestReading() {}

    /** The manifest; empty when the set has no such file. */
    static Optional<Manifest> read(String set, SetReader reader) {
        String file = Manifest.FILE + " in " + set;
        try {
            Optional<Long> length = reader.length(Manifest.FILE);
            if (length.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(ManifestFile.decode(file, bytes(file, reader, length.get())));
        } catch (IOException failed) {
            throw new SluiceException(
                    ErrorCode.STORAGE,
                    "cannot read " + file + ": " + failed.getMessage(),
                    "see that the storage is there, works and may be read",
                    failed);
        }
    }

    /** Refuses a set of ours whose manifest is missing, or is another set's. */
    static void match(String set, Optional<Manifest> manifest, Inventory inventory) {
        if (inventory.set().isPresent() && manifest.isEmpty()) {
            throw Damage.of(Manifest.FILE + " in " + set, "it is missing, and " + Inventory.IMAGE + " asks for it");
        }
        if (manifest.isPresent() && !inventory.set().equals(manifest.map(Manifest::set))) {
            throw Damage.of(Inventory.IMAGE + " in " + set, "it belongs to another set than " + Manifest.FILE);
        }
    }

    private static byte[] bytes(String file, SetReader reader, long length) throws IOException {
        if (length > ManifestFile.MOST_BYTES) {
            throw Damage.of(file, "it has " + length + " bytes; the most is " + ManifestFile.MOST_BYTES);
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) length);
        reader.read(Manifest.FILE, 0, bytes);
        if (bytes.hasRemaining()) {
            throw Damage.of(file, "it ends at byte " + bytes.position() + " of " + length);
        }
        return bytes.array();
    }
}
