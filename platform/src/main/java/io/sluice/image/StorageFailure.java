package io.sluice.image;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.spi.sink.SinkSettingsException;
import java.io.IOException;

/** The failure of a sink, as a person is told of it. */
public final class StorageFailure {
    private StorageFailure() {}

    /** An image that was there is not any more. */
    public static SluiceException gone(String image, String set) {
        return new SluiceException(
                ErrorCode.STORAGE, image + " in " + set + " is gone", "see who else is at work there");
    }

    /** A set could not be written; there is none. */
    public static SluiceException of(String name, IOException failed) {
        String what = "cannot store the set " + name + ": " + failed.getMessage();
        return failed instanceof SinkSettingsException wrong
                ? new SluiceException(ErrorCode.CONFIG, what, wrong.remedy(), failed)
                : new SluiceException(
                        ErrorCode.STORAGE, what, "see that there is room and that it may be written", failed);
    }
}
