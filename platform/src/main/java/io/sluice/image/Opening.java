package io.sluice.image;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.format.Unreadable;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.SetReader;
import java.io.IOException;

/** Gets a set's reader from a sink, and lets go of it. */
final class Opening {
    private Opening() {}

    static SetReader reader(ImageSink sink, String name) {
        if (!sink.reads()) {
            throw new SluiceException(
                    ErrorCode.USAGE, "the sink cannot read sets back", "name a sink that can in config.yaml");
        }
        try {
            return sink.open(name)
                    .orElseThrow(() -> new SluiceException(
                            ErrorCode.SET_MISSING,
                            "there is no committed image set at " + name,
                            "give the folder of a finished dump; one that failed leaves no set"));
        } catch (IOException failed) {
            throw Unreadable.of("the set " + name, failed);
        }
    }

    static void close(SetReader reader) {
        try {
            reader.close();
        } catch (IOException harmless) {
            // Nothing was written: what was read is as good as before.
        }
    }
}
