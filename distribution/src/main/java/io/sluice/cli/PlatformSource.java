package io.sluice.cli;

import io.sluice.config.Configuration;
import io.sluice.plugin.PluginReport;
import java.util.List;

/** Where commands get the platform. */
interface PlatformSource {

    /** Opens it: the plugins that the configuration names are loaded, nothing else happens yet. Closed by the caller. */
    Platform open(Configuration configuration);

    /** What lies in the plugins' folder, and whether each component works here; what fails is an entry. */
    List<PluginReport> plugins(Configuration configuration);

    /** The real one. */
    static PlatformSource real() {
        return new RealPlatformSource();
    }
}
