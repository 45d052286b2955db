package io.sluice.track.uffd;

import io.sluice.spi.SluiceExtension;
import io.sluice.spi.track.DirtyTrackerFactory;
import java.util.List;
import org.pf4j.Extension;

/** The plugin's entry. */
@Extension
public final class UffdTrackerPlugin implements SluiceExtension {

    @Override
    public List<DirtyTrackerFactory> dirtyTrackers() {
        return List.of(new UffdTrackerFactory());
    }
}
