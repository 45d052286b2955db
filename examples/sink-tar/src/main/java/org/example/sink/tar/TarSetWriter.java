package org.example.sink.tar;

import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.SetWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Appends each image when it is complete. The seal goes last, in the commit: without it a tar is no set. */
final class TarSetWriter implements SetWriter {
    private final Output output;
    private final TarArchiveOutputStream tar;
    private final Path spool;
    private final String seal;
    private final Set<String> created = new HashSet<>();
    private final Set<SpooledImage> spooled = new HashSet<>();
    private Optional<SpooledImage> last = Optional.empty();

    TarSetWriter(Output output, Path spool, Optional<String> parent, String seal) throws IOException {
        this.output = output;
        this.spool = spool;
        this.seal = seal;
        this.tar = new TarArchiveOutputStream(output.stream(), "UTF-8");
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        if (parent.isPresent()) {
            // As CRIU has it: unpacked, the link leads to the parent.
            TarArchiveEntry link = new TarArchiveEntry("parent", TarConstants.LF_SYMLINK);
            link.setLinkName(parent.get());
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        }
    }

    @Override
    public synchronized ImageWriter create(String image) throws IOException {
        if (!image.matches("[A-Za-z0-9._-]+") || image.matches("\\.\\.?")) {
            throw new IOException("'" + image + "' is no name for an image");
        }
        if (!created.add(image)) {
            throw new IOException(image + " was created before");
        }
        SpooledImage opened = SpooledImage.open(image, spool, this::completed);
        spooled.add(opened);
        return opened;
    }

    /** Called by the image's own thread. */
    private synchronized void completed(SpooledImage image) throws IOException {
        if (image.name().equals(seal)) {
            last = Optional.of(image);
        } else {
            append(image);
        }
    }

    private void append(SpooledImage image) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(image.name());
        entry.setSize(image.length());
        tar.putArchiveEntry(entry);
        image.copyTo(tar);
        tar.closeArchiveEntry();
        image.discard();
        spooled.remove(image);
    }

    @Override
    public synchronized void prepare() throws IOException {
        tar.flush();
        output.sync();
    }

    @Override
    public synchronized void commit() throws IOException {
        append(last.orElseThrow(() -> new IOException("the set has no " + seal)));
        tar.finish();
        tar.flush();
        output.commit();
    }

    @Override
    public synchronized void close() throws IOException {
        try (output) {
            for (SpooledImage image : spooled) {
                image.discard();
            }
        }
    }
}
