package io.sluice.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar's manifest. */
final class SluiceVersion implements IVersionProvider {

    /** The version, or words that say that this is no packaged Sluice. */
    static String text() {
        String version = SluiceVersion.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"sluice " + text()};
    }
}
