package io.sluice.plugin;

import io.sluice.spi.SpiVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.pf4j.DefaultVersionManager;
import org.pf4j.PropertiesPluginDescriptorFinder;

/**
 * What a plugin says of itself.
 *
 * @param file the {@code plugin.properties} at its root; empty when there is none
 */
record PluginDescription(Optional<Properties> file) {
    /** The name of the file. */
    static final String NAME = PropertiesPluginDescriptorFinder.DEFAULT_PROPERTIES_FILE_NAME;

    /** The longest that is read. */
    static final int MOST_BYTES = 1 << 16;

    private static final List<String> REQUIRED = List.of(
            PropertiesPluginDescriptorFinder.PLUGIN_ID,
            PropertiesPluginDescriptorFinder.PLUGIN_VERSION,
            PropertiesPluginDescriptorFinder.PLUGIN_REQUIRES);

    private static final List<String> NOT_SERVED = List.of(
            PropertiesPluginDescriptorFinder.PLUGIN_CLASS, PropertiesPluginDescriptorFinder.PLUGIN_DEPENDENCIES);

    String id() {
        return value(PropertiesPluginDescriptorFinder.PLUGIN_ID);
    }

    String version() {
        return value(PropertiesPluginDescriptorFinder.PLUGIN_VERSION);
    }

    String text() {
        return value(PropertiesPluginDescriptorFinder.PLUGIN_DESCRIPTION);
    }

    /** What is wrong with it, but for the version of the SPI. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (file.isEmpty()) {
            findings.add(Finding.unfit("has no " + NAME + " at its root", "put one there"));
            return findings;
        }
        for (String key : REQUIRED) {
            if (value(key).isEmpty()) {
                findings.add(Finding.unfit("has no " + key + " in its " + NAME, "ask its author to name it"));
            }
        }
        for (String key : NOT_SERVED) {
            if (!value(key).isEmpty()) {
                findings.add(Finding.unfit(
                        "has " + key + " in its " + NAME + ", which Sluice does not serve",
                        "ask its author for a plugin of one extension that needs no other plugin"));
            }
        }
        return findings;
    }

    /** Whether it is for this SPI; empty when it is. */
    Optional<Finding> spi() {
        String requires = value(PropertiesPluginDescriptorFinder.PLUGIN_REQUIRES);
        try {
            return requires.isEmpty()
                            || new DefaultVersionManager().checkVersionConstraint(SpiVersion.CURRENT, requires)
                    ? Optional.empty()
                    : Optional.of(Finding.unfit(
                            "is for the SPI " + requires + ", and this is " + SpiVersion.CURRENT,
                            "use a version of it for this Sluice, or a Sluice for it"));
        } catch (RuntimeException odd) {
            return Optional.of(Finding.unfit(
                    "has a plugin.requires that cannot be read: " + EntryNames.quoted(requires),
                    "write it as '>=0.1.0 & <0.2.0'"));
        }
    }

    private String value(String key) {
        return file.map(properties -> properties.getProperty(key, "").trim())
                .orElse("")
                .replaceAll("\\p{Cntrl}", "?");
    }
}
