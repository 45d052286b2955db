package io.sluice.sink.block;

import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.SetWriter;
import java.io.IOException;

/** A set in the making, whose images are changed. */
final class BlockSetWriter implements SetWriter {
    private final SetWriter below;
    private final BlockForm form;
    private final BlockForm.SetEncoding encoding;
    private final Crew crew;

    BlockSetWriter(SetWriter below, BlockForm form, BlockForm.SetEncoding encoding, Crew crew) {
        this.below = below;
        this.form = form;
        this.encoding = encoding;
        this.crew = crew;
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
    public void commit() throws IOException {
        below.commit();
    }

    @Override
    public void close() throws IOException {
        below.close();
    }
}
