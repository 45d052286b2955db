package io.sluice.spi;

import io.sluice.spi.memory.MemorySample;
import io.sluice.spi.sink.HolePunch;
import java.io.IOException;

/** What the core lends to every component: the machine as far as a plugin may know it. Usable from any thread. */
public interface Host {

    /** A logger that writes where Sluice logs; lines carry the component's name. */
    System.Logger logger();

    /**
     * Has the reports of dumps by this component say something, in one line: that it works in another way here, and what a person
     * can do about it. Said again it is there once.
     */
    default void note(String line) {
        logger().log(System.Logger.Level.INFO, line);
    }

    /** A few pages whose contents are known, for a real trial of a way to read memory. */
    MemorySample sample();

    /** The size of a page in bytes; a power of two. */
    int pageSize();

    /** Gives back the space of parts of files of ours. */
    default HolePunch holes() {
        return (file, offset, length) -> {
            throw new IOException("this host punches no holes");
        };
    }

    /**
     * Whether the core can have writes noted by write-protection on this kernel and with these rights, found by a trial on
     * memory of its own (see {@link io.sluice.spi.track.WriteProtection}).
     */
    default Availability writeProtection() {
        return new Availability.Missing("this host lends no write-protection", "use another tracker");
    }
}
