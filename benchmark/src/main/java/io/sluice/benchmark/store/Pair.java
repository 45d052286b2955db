package io.sluice.benchmark.store;

import java.lang.management.ManagementFactory;

/**
 * A plain upload and a dump of a target of the same size, one after the other.
 *
 * @param load of the machine at the end, over a minute; negative where that is unknown
 */
record Pair(Moved upload, Moved dump, double load) {

    /** One that has just ended. */
    static Pair now(Moved upload, Moved dump) {
        return new Pair(
                upload, dump, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** The dump's rate, of the plain upload's. */
    double ratio() {
        return dump.rate() / upload.rate();
    }
}
