package org.example.sink.tar;

import io.sluice.spi.SluiceExtension;
import io.sluice.spi.sink.ImageSinkFactory;
import java.util.List;
import org.pf4j.Extension;

/** The plugin's entry: names what it brings. */
@Extension
public final class TarSinkPlugin implements SluiceExtension {

    @Override
    public List<ImageSinkFactory> imageSinks() {
        return List.of(new TarSinkFactory());
    }
}
