package io.sluice.cli;

import io.sluice.Sluice;
import io.sluice.config.Configuration;
import io.sluice.plugin.PluginReport;
import java.util.List;

/** The façade. */
final class RealPlatformSource implements PlatformSource {
    @Override
    public Platform open(Configuration configuration) {
        return new RealPlatform(configuration);
    }

    @Override
    public List<PluginReport> plugins(Configuration configuration) {
        return Sluice.plugins(configuration);
    }
}
