package io.sluice.testkit.fault;

import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.PositionedWrite;
import io.sluice.spi.sink.SetReader;
import io.sluice.spi.sink.SetWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A sink whose n-th call fails as a full disk does, and every one after it, until it is repaired. Calls are counted over
 * begin, create, write, close of an image, prepare, commit, delete, relink, append and punch. Usable from any thread.
 */
public class FaultySink implements ImageSink {
    private static final String FULL = "No space left on device";
    private final ImageSink below;
    private final AtomicLong calls = new AtomicLong();
    private volatile long fatal;

    /**
     * Wraps a sink.
     *
     * @param below keeps the sets; closed by its owner
     * @param fatal the first call that fails, from 1 up
     */
    public FaultySink(ImageSink below, long fatal) {
        this.below = below;
        this.fatal = fatal;
    }

    /** No call fails any more. */
    public void repair() {
        fatal = Long.MAX_VALUE;
    }

    /** How many calls were made. */
    public long calls() {
        return calls.get();
    }

    private void count(String doing) throws IOException {
        if (calls.incrementAndGet() >= fatal) {
            throw new IOException(doing + ": " + FULL);
        }
    }

    @Override
    public SetWriter begin(String name, Optional<String> parent, String seal) throws IOException {
        count("beginning " + name);
        return new Writer(below.begin(name, parent, seal));
    }

    @Override
    public String resolve(String base, String reference) {
        return below.resolve(base, reference);
    }

    @Override
    public Optional<SetReader> open(String name) throws IOException {
        return below.open(name);
    }

    @Override
    public boolean reads() {
        return below.reads();
    }

    @Override
    public List<String> recover(String name) throws IOException {
        return below.recover(name);
    }

    @Override
    public void delete(String name) throws IOException {
        count("deleting " + name);
        below.delete(name);
    }

    @Override
    public void delete(String name, List<String> images) throws IOException {
        count("deleting " + name);
        below.delete(name, images);
    }

    @Override
    public void relink(String name, String reference) throws IOException {
        count("leading " + name + " to " + reference);
        below.relink(name, reference);
    }

    @Override
    public boolean punches() {
        return below.punches();
    }

    /** When it fails, the first half is there. */
    @Override
    public void append(String name, String image, long seen, long keep, ByteBuffer bytes) throws IOException {
        try {
            count("adding to " + image);
        } catch (IOException full) {
            below.append(name, image, seen, keep, bytes.slice(bytes.position(), bytes.remaining() / 2));
            throw full;
        }
        below.append(name, image, seen, keep, bytes);
    }

    @Override
    public void punch(String name, String image, long offset, long length) throws IOException {
        count("punching " + image);
        below.punch(name, image, offset, length);
    }

    @Override
    public List<String> beside(String name) throws IOException {
        return below.beside(name);
    }

    private final class Writer implements SetWriter {
        private final SetWriter writer;

        Writer(SetWriter writer) {
            this.writer = writer;
        }

        @Override
        public ImageWriter create(String image) throws IOException {
            count("creating " + image);
            return new Image(image, writer.create(image));
        }

        @Override
        public void prepare() throws IOException {
            count("preparing");
            writer.prepare();
        }

        @Override
        public Optional<SetReader> prepared() throws IOException {
            count("reading what was prepared");
            return writer.prepared();
        }

        @Override
        public void commit() throws IOException {
            count("committing");
            writer.commit();
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }

    private final class Image implements ImageWriter {
        private final String name;
        private final ImageWriter image;

        Image(String name, ImageWriter image) {
            this.name = name;
            this.image = image;
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            count("writing " + name);
            image.write(bytes);
        }

        @Override
        public Optional<PositionedWrite> positioned() {
            return image.positioned().map(write -> (offset, bytes) -> {
                count("writing " + name);
                write.write(offset, bytes);
            });
        }

        /** What the kernel moves there is not counted. */
        @Override
        public Optional<Path> localFile() {
            return image.localFile();
        }

        @Override
        public void close() throws IOException {
            try (image) {
                count("closing " + name);
            }
        }
    }
}
