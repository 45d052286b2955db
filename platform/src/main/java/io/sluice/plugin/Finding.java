package io.sluice.plugin;

import java.util.Objects;

/**
 * What is to be said against a plugin, found without running any of its code.
 *
 * @param weight whether it is refused for that
 * @param what what is wrong and where, in one line without a subject, such as {@code has no plugin.id}
 * @param remedy what to do, in one line
 */
public record Finding(Weight weight, String what, String remedy) {
    /** What follows. */
    public enum Weight {
        /** It is not fit: Sluice refuses it, or cannot run it on every Java that it runs on itself. */
        UNFIT,
        /** It works, but probably not as its author thinks. */
        NOTE
    }

    public Finding {
        Objects.requireNonNull(weight);
        // Names in archives are whatever somebody wrote there: a terminal must not obey them.
        what = what.replaceAll("\\p{Cntrl}", "?");
        Objects.requireNonNull(remedy);
    }

    static Finding unfit(String what, String remedy) {
        return new Finding(Weight.UNFIT, what, remedy);
    }

    static Finding note(String what, String remedy) {
        return new Finding(Weight.NOTE, what, remedy);
    }

    /** Whether it is more than a note. */
    public boolean unfit() {
        return weight == Weight.UNFIT;
    }
}
