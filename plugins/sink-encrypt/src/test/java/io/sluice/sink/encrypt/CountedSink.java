package io.sluice.sink.encrypt;

import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.SetReader;
import io.sluice.spi.sink.SetWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what is read of a sink.
 *
 * @param below the sink
 * @param bytes how many bytes were read
 */
record CountedSink(ImageSink below, AtomicLong bytes) implements ImageSink {
    @Override
    public String resolve(String base, String reference) {
        return below.resolve(base, reference);
    }

    @Override
    public SetWriter begin(String name, Optional<String> parent, String seal) throws IOException {
        return below.begin(name, parent, seal);
    }

    @Override
    public Optional<SetReader> open(String name) throws IOException {
        return below.open(name).map(Reader::new);
    }

    @Override
    public boolean reads() {
        return true;
    }

    @Override
    public List<String> recover(String name) throws IOException {
        return below.recover(name);
    }

    private final class Reader implements SetReader {
        private final SetReader reader;

        Reader(SetReader reader) {
            this.reader = reader;
        }

        @Override
        public List<String> images() throws IOException {
            return reader.images();
        }

        @Override
        public Optional<Long> length(String image) throws IOException {
            return reader.length(image);
        }

        @Override
        public int read(String image, long offset, ByteBuffer into) throws IOException {
            int read = reader.read(image, offset, into);
            bytes.addAndGet(read);
            return read;
        }

        @Override
        public Optional<String> parent() throws IOException {
            return reader.parent();
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
