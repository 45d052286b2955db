package io.sluice.spi.sink;

import io.sluice.spi.ComponentException;
import io.sluice.spi.ComponentFactory;
import io.sluice.spi.Host;
import io.sluice.spi.Settings;
import java.util.Optional;

/** Makes {@link ImageSink} instances. */
public interface ImageSinkFactory extends ComponentFactory {

    /**
     * Whether it passes images on to a sink below it, changed. What it stores of an image begins with {@code sluice-sink }, its
     * name, and a character that no name has: so who reads it without this sink is told. A set that was stored without it is
     * read as it is, or refused.
     */
    default boolean stacks() {
        return false;
    }

    /**
     * Makes one, configured. Opens no connection and writes nothing.
     *
     * @param below the sink to pass images on to; there just when {@link #stacks}; closed by the core
     */
    ImageSink create(Host host, Settings settings, Optional<ImageSink> below) throws ComponentException;
}
