package io.sluice.sink.object;

import io.sluice.spi.Settings;
import java.time.Duration;

/**
 * What is configured.
 *
 * @param endpoint the URL of a store that is not Amazon's; else empty
 * @param bucket where names lead that do not say it; empty when each must
 * @param prefix what goes before such names
 * @param region empty for the one that the environment or the profile names
 * @param profile of the shared files of credentials; empty for the one that the environment names
 * @param pathStyle whether the bucket is named in the path and not in the host's name
 * @param part how many bytes are uploaded at once
 * @param uploads how many uploads run at the same time
 * @param attempts how often a request is made at the most
 * @param timeout how long a store may be silent
 * @param lease after how long a writer on another machine who is silent counts as dead
 */
record StoreSettings(
        String endpoint,
        String bucket,
        String prefix,
        String region,
        String profile,
        boolean pathStyle,
        int part,
        int uploads,
        int attempts,
        Duration timeout,
        Duration lease) {
    private static final long LEAST_PART = 5 << 20;
    private static final long MOST_PART = 512 << 20;

    static StoreSettings of(Settings settings) {
        String endpoint = settings.text("endpoint", "");
        return new StoreSettings(
                endpoint,
                settings.text("bucket", ""),
                settings.text("prefix", ""),
                settings.text("region", ""),
                settings.text("profile", ""),
                settings.flag("path-style", !endpoint.isEmpty()),
                (int) settings.bytes("part", 8 << 20, LEAST_PART, MOST_PART),
                (int) settings.number("uploads", 2, 1, 64),
                (int) settings.number("attempts", 5, 1, 20),
                Duration.ofSeconds(settings.number("timeout", 30, 1, 600)),
                Duration.ofSeconds(settings.number("lease", 60, 10, 3600)));
    }
}
