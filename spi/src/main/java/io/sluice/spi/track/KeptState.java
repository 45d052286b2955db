package io.sluice.spi.track;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** What a tracker kept beside an earlier set of the chain. */
public interface KeptState {

    /** The epoch of that set. */
    Epoch epoch();

    /**
     * Opens what was kept; empty when the tracker kept nothing for this target, or it is
     * gone: then every page is taken (T09). Every byte is checked against the set's
     * manifest before it is given. Closed by the tracker.
     */
    Optional<InputStream> read() throws IOException;

    /** The same for that set's own parent; empty under the conditions of {@link TrackedTarget#parent}. */
    Optional<KeptState> parent();
}
