package io.sluice.image;

import io.sluice.control.Control;
import io.sluice.image.format.BlockChecksums;
import io.sluice.image.format.Damage;
import io.sluice.image.punch.PunchLog;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.SetWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/** Writes a set once more under another name, byte for byte: its identity, its digest and its signature stay. */
public final class SetCopy {
    private static final String STAGE = "copying";

    private final ImageSet set;
    private final Control control;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BlockChecksums.BLOCK);

    private SetCopy(ImageSet set, Control control) {
        this.set = set;
        this.control = control;
    }

    /**
     * Copies.
     *
     * @param set one of ours; what is read of it is checked
     * @param name where to
     * @param parent the reference to its parent there; empty of a first set
     * @throws io.sluice.failure.SluiceException {@code SET_TAKEN}, {@code SET_DAMAGED}, {@code STORAGE}; then there is no copy
     */
    public static void copy(ImageSet set, ImageSink sink, String name, Optional<String> parent, Control control) {
        try (SetWriter writer = SetBeginning.writer(sink, name, parent)) {
            new SetCopy(set, control).write(writer);
            writer.prepare();
            writer.commit();
            punch(set, sink, name);
        } catch (IOException failed) {
            throw StorageFailure.of(name, failed);
        }
    }

    /** What was given away takes no room in the copy either, where the sink can; it is only room. */
    private static void punch(ImageSet set, ImageSink sink, String name) {
        if (sink.punches()) {
            try {
                for (String image : set.imageNames()) {
                    punch(set, image, sink, name);
                }
            } catch (IOException | UnsupportedOperationException full) {
                // The copy is whole, and reads the same.
            }
        }
    }

    private static void punch(ImageSet set, String image, ImageSink sink, String name) throws IOException {
        long length = set.length(image).orElse(0L);
        long alike;
        for (long at = 0; at < length; at += alike) {
            alike = set.punched().alike(image, at, length - at);
            if (set.punched().has(image, at)) {
                sink.punch(name, image, at, alike);
            }
        }
    }

    private void write(SetWriter writer) throws IOException {
        Map<String, byte[]> papers = set.papers();
        for (String image : set.imageNames()) {
            try (ImageWriter into = writer.create(image)) {
                image(image, into);
            }
        }
        if (!set.punched().to().isEmpty()) {
            try (ImageWriter log = writer.create(PunchLog.FILE)) {
                set.copyPunchLog(log::write);
            }
        }
        for (Map.Entry<String, byte[]> paper : papers.entrySet()) {
            try (ImageWriter into = writer.create(paper.getKey())) {
                into.write(ByteBuffer.wrap(paper.getValue()));
            }
        }
    }

    private void image(String image, ImageWriter into) throws IOException {
        long length = set.length(image).orElseThrow(() -> Damage.of(image + " in " + set.name(), "it is missing"));
        for (long at = 0; at < length; at += buffer.limit()) {
            control.check(STAGE);
            buffer.clear().limit((int) Math.min(buffer.capacity(), length - at));
            set.readWithout(image, at, buffer);
            into.write(buffer.flip());
        }
    }
}
