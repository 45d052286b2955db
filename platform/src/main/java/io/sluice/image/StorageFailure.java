package io.sluice.image;

import io.sluice.failure.SluiceException;
import java.io.IOException;

/** The failure of a sink, as a person is told of it. */
public final class StorageFailure {
    private StorageFailure() {}

    /** A set could not be written; there is none. */
    public static SluiceException of(String name, IOException failed) {
        return SetBeginning.storage(name, failed);
    }
}
