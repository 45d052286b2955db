package io.sluice.sink.object;

import io.sluice.spi.SluiceExtension;
import io.sluice.spi.sink.ImageSinkFactory;
import java.util.List;
import org.pf4j.Extension;

/** The plugin's entry. */
@Extension
public final class ObjectStorePlugin implements SluiceExtension {

    @Override
    public List<ImageSinkFactory> imageSinks() {
        return List.of(new ObjectStoreSinkFactory());
    }
}
