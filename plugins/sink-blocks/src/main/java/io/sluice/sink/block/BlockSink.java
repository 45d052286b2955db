package io.sluice.sink.block;

import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.SetReader;
import io.sluice.spi.sink.SetWriter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A sink that changes images block by block and passes them on. Blocks are changed by threads of its own, which end with it;
 * reading keeps 4 MiB of blocks at the most. What it does not change, such as names and parents, is as the sink below has it.
 */
public final class BlockSink implements ImageSink {
    /** The most threads that it may have. */
    public static final int MOST_THREADS = 64;

    private final ImageSink below;
    private final BlockForm form;
    private final Crew crew;
    private final BlockCache cache = new BlockCache();

    /**
     * Makes one.
     *
     * @param below gets what the images become; not closed by this
     * @param form what they become; closed by this
     * @param threads how many change blocks, from 1 to {@link #MOST_THREADS}
     */
    public BlockSink(ImageSink below, BlockForm form, int threads) {
        this.below = below;
        this.form = form;
        this.crew = new Crew(threads);
    }

    /** One thread for each core. */
    public static int usualThreads() {
        return Math.min(Runtime.getRuntime().availableProcessors(), MOST_THREADS);
    }

    @Override
    public String resolve(String base, String reference) {
        return below.resolve(base, reference);
    }

    @Override
    public SetWriter begin(String name, Optional<String> parent, String seal) throws IOException {
        BlockForm.SetEncoding encoding = form.begin();
        return new BlockSetWriter(below.begin(name, parent, seal), form, encoding, crew, cache);
    }

    @Override
    public Optional<SetReader> open(String name) throws IOException {
        BlockForm.SetDecoding decoding = form.open();
        return below.open(name).map(reader -> new BlockSetReader(reader, decoding, cache));
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
        below.delete(name);
    }

    @Override
    public void delete(String name, List<String> images) throws IOException {
        below.delete(name, images);
    }

    @Override
    public void relink(String name, String reference) throws IOException {
        below.relink(name, reference);
    }

    @Override
    public List<String> beside(String name) throws IOException {
        return below.beside(name);
    }

    /** A page has no place of its own in a block that was changed as a whole. */
    @Override
    public void punch(String name, String image, long offset, long length) {
        throw new UnsupportedOperationException("images that are stored in changed blocks have no pages to give back");
    }

    @Override
    public void close() {
        crew.close();
        cache.clear();
        form.close();
    }
}
