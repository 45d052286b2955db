package io.sluice.image.verify;

import io.sluice.image.PagesKey;
import io.sluice.image.file.FilesImage;
import io.sluice.image.format.BlockChecksums;
import io.sluice.image.manifest.ImageEntry;
import io.sluice.image.manifest.Manifest;
import io.sluice.image.punch.Punched;
import io.sluice.spi.sink.DamagedImageException;
import io.sluice.spi.sink.SetReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares every byte of one set with its manifest. */
final class ByteCheck {
    private final String set;
    private final SetReader reader;
    private final Findings findings;
    private final BlockCrew crew;
    private WithoutPages without;

    ByteCheck(String set, SetReader reader, Findings findings, BlockCrew crew) {
        this.set = set;
        this.reader = reader;
        this.findings = findings;
        this.crew = crew;
    }

    /** Checks all images that the manifest names, but for the pages that were given away. Answers how many images the set has. */
    int check(Optional<Manifest> manifest, Punched punched) throws IOException {
        if (manifest.isEmpty()) {
            return reader.images().size();
        }
        List<ImageEntry> images = manifest.get().images();
        without = new WithoutPages(set, reader, manifest.get(), punched);
        images.forEach(image -> findings.expect(image.length()));
        for (ImageEntry image : images) {
            image(image);
        }
        strangers(images);
        return images.size();
    }

    /** A sink that changes images may notice damage before the bytes can be compared; then the rest of the image has no meaning. */
    private void image(ImageEntry image) throws IOException {
        try {
            compare(image);
        } catch (DamagedImageException damaged) {
            findings.add(Problem.of(set, image.name(), damaged.getMessage()));
        }
    }

    private void compare(ImageEntry image) throws IOException {
        Optional<Long> length = reader.length(image.name());
        if (length.isEmpty()) {
            findings.add(Problem.of(set, image.name(), "it is missing"));
            return;
        }
        if (length.get() != image.length()) {
            findings.add(Problem.of(
                    set, image.name(), "it has " + length.get() + " bytes, and the manifest says " + image.length()));
        }
        BitSet different = crew.different(image.blocks(), (index, block) -> matches(image, index, block));
        different.stream().forEach(index -> {
            long offset = (long) index * BlockChecksums.BLOCK;
            long end = offset + image.blockLength(index);
            findings.add(Problem.at(
                    set, image.name(), offset, "bytes " + offset + " to " + end + " are not what was written"));
        });
    }

    private boolean matches(ImageEntry image, int index, ByteBuffer block) throws IOException {
        block.clear().limit(image.blockLength(index));
        findings.read(reader.read(image.name(), (long) index * BlockChecksums.BLOCK, block));
        return without.matches(image, index, block.flip());
    }

    /** Images that CRIU would take for the set's, and that the manifest does not know. */
    private void strangers(List<ImageEntry> images) throws IOException {
        Set<String> known = new HashSet<>();
        images.forEach(image -> known.add(image.name()));
        for (String name : reader.images()) {
            boolean pages = name.startsWith("pages-") && name.endsWith(".img");
            boolean files = name.equals(FilesImage.IMAGE);
            if (!known.contains(name)
                    && (pages || files || PagesKey.ofImage(name).isPresent())) {
                findings.add(Problem.of(set, name, "the manifest names no such image"));
            }
        }
    }
}
