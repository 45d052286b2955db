package io.sluice.sink.block;

import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.SetReader;
import io.sluice.spi.sink.SetWriter;
import java.io.IOException;
import java.util.Optional;

/** A set in the making, whose images are changed. */
final class BlockSetWriter implements SetWriter {
    private final SetWriter below;
    private final BlockForm form;
    private final BlockForm.SetEncoding encoding;
    private final Crew crew;
    private final BlockCache cache;

    BlockSetWriter(SetWriter below, BlockForm form, BlockForm.SetEncoding encoding, Crew crew, BlockCache cache) {
        this.below = below;
        this.form = form;
        this.encoding = encoding;
        this.crew = crew;
        this.cache = cache;
    }

    @Override
    public ImageWriter create(String image) throws IOException {
        ImageEncoding own = encoding.image(image);
        return new BlockImageWriter(below.create(image), form, own, crew);
    }

    @Override
    public void prepare() throws IOException {
        below.prepare();
    }

    @Override
    public Optional<SetReader> prepared() throws IOException {
        BlockForm.SetDecoding decoding = form.open();
        return below.prepared().map(reader -> new BlockSetReader(reader, decoding, cache));
    }

    @Override
    public void commit() throws IOException {
        below.commit();
    }

    @Override
    public void close() throws IOException {
        below.close();
    }
}
