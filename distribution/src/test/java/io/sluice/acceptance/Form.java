package io.sluice.acceptance;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** How much is run. */
final class Form {
    private static final long SEED = Long.getLong("sluice.seed", System.nanoTime() & 0xffff_ffffL);

    private Form() {}

    /** The stated count in the long form, else the short one. */
    static int count(int inShort, int inLong) {
        return Boolean.getBoolean("sluice.long") ? inLong : inShort;
    }

    /** All of these in the long form, else one, by the seed. */
    static <T> Stream<T> turns(List<T> all) {
        return Boolean.getBoolean("sluice.long")
                ? all.stream()
                : Stream.of(all.get((int) Math.floorMod(SEED, (long) all.size())));
    }

    /** Chance that can be repeated: the seed is printed by every assertion that uses it. */
    static Random random() {
        return new Random(SEED);
    }

    /** The seed. */
    static long seed() {
        return SEED;
    }
}
