package io.sluice.image.copy;

import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.PositionedWrite;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One image, to all that are left. */
final class SharedImage implements ImageWriter {
    private final List<Part> parts = new ArrayList<>();
    private boolean closed;

    private record Part(Recipient recipient, ImageWriter image) {}

    SharedImage(List<Recipient> recipients, String image) throws IOException {
        boolean whole = false;
        try {
            for (Recipient recipient : recipients) {
                recipient.run(
                        () -> parts.add(new Part(recipient, recipient.writer().create(image))));
            }
            whole = true;
        } finally {
            if (!whole) {
                parts.forEach(SharedImage::giveUp);
            }
        }
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        for (Part part : parts) {
            part.recipient().run(() -> part.image().write(bytes.duplicate()));
        }
        bytes.position(bytes.limit());
    }

    /** Only where all can. */
    @Override
    public Optional<PositionedWrite> positioned() {
        List<PositionedWrite> writes = new ArrayList<>();
        for (Part part : parts) {
            part.image().positioned().ifPresent(writes::add);
        }
        return writes.size() == parts.size()
                ? Optional.of((offset, bytes) -> write(writes, offset, bytes))
                : Optional.empty();
    }

    private void write(List<PositionedWrite> writes, long offset, ByteBuffer bytes) throws IOException {
        for (int i = 0; i < parts.size(); i++) {
            PositionedWrite write = writes.get(i);
            parts.get(i).recipient().run(() -> write.write(offset, bytes.duplicate()));
        }
        bytes.position(bytes.limit());
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        IOException failed = null;
        for (Part part : parts) {
            try {
                if (part.recipient().isLeft()) {
                    part.recipient().run(part.image()::close);
                } else {
                    giveUp(part);
                }
            } catch (IOException failure) {
                failed = failure;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    private static void giveUp(Part part) {
        try {
            part.image().close();
        } catch (IOException | RuntimeException given) {
            // Its set is aborted.
        }
    }
}
