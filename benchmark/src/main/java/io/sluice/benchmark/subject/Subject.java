package io.sluice.benchmark.subject;

import java.util.List;
import java.util.Optional;

/** Somebody who takes the memory of a running process out into files. */
public interface Subject {

    /** By which options and tables call it. */
    String name();

    /** The command for one round, which makes the round's set and lets the target run on. */
    List<String> command(Visit visit);

    /** Whether a later round builds on the sets before; else it takes everything again, and they may go. */
    boolean chains();

    /** Whether the command syncs what it wrote where the place asks for that; else the benchmark does. */
    default boolean syncs() {
        return false;
    }

    /** What the command tells of itself on its standard output. */
    default Optional<OwnReport> report(String out) {
        return Optional.empty();
    }

    /** Whether an exit status says that it cannot do this at all, here or with these components. */
    default boolean refuses(int status) {
        return false;
    }
}
