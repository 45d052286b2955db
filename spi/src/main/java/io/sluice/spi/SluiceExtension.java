package io.sluice.spi;

import io.sluice.spi.drain.DrainStrategyFactory;
import io.sluice.spi.file.FileValidatorFactory;
import io.sluice.spi.sink.ImageSinkFactory;
import io.sluice.spi.track.DirtyTrackerFactory;
import java.util.List;
import org.pf4j.ExtensionPoint;

/**
 * The one entry of a plugin: what it adds to Sluice.
 *
 * <p>A plugin has one public class that implements this, is annotated with {@link org.pf4j.Extension} and has a public
 * constructor without parameters. Every method has an empty default, so that a plugin names only what it brings and the
 * SPI can grow. The methods are called once, by one thread, when the plugin is loaded; they must not touch any target.
 */
public interface SluiceExtension extends ExtensionPoint {

    /** The drain strategies of this plugin. */
    default List<DrainStrategyFactory> drainStrategies() {
        return List.of();
    }

    /** The dirty trackers of this plugin. */
    default List<DirtyTrackerFactory> dirtyTrackers() {
        return List.of();
    }

    /** The file validators of this plugin. */
    default List<FileValidatorFactory> fileValidators() {
        return List.of();
    }

    /** The image sinks of this plugin. */
    default List<ImageSinkFactory> imageSinks() {
        return List.of();
    }
}
