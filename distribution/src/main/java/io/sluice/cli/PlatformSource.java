package io.sluice.cli;

import io.sluice.config.Configuration;

/** Opens the platform: the plugins that the configuration names are loaded, nothing else happens yet. */
@FunctionalInterface
interface PlatformSource {

    /** Opens it; closed by the caller. */
    Platform open(Configuration configuration);

    /** Opens the real one. */
    static PlatformSource real() {
        return RealPlatform::new;
    }
}
