package io.sluice.plugin;

import io.sluice.spi.Availability;
import java.util.Objects;

/** What can be said of a plugin or one of its components. */
public sealed interface Standing {

    /**
     * It is loaded, and was probed.
     *
     * @param availability whether it works on this kernel and with these rights
     */
    record Probed(Availability availability) implements Standing {
        public Probed {
            Objects.requireNonNull(availability);
        }
    }

    /** It lies in the folder, and the configuration does not name it. None of its code has run. */
    record NotLoaded() implements Standing {}

    /**
     * It cannot be used: it is not there, does not fit, or failed.
     *
     * @param reason why, in one line
     * @param remedy what a person can do about it, in one line
     */
    record Failed(String reason, String remedy) implements Standing {
        public Failed {
            Objects.requireNonNull(reason);
            Objects.requireNonNull(remedy);
        }
    }
}
