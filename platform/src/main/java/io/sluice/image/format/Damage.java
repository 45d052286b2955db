package io.sluice.image.format;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;

/** How damage of a set is told: which image, where in it, what. */
public final class Damage {
    private static final String REMEDY =
            "do not use this set or those that build on it; run sluice verify, and dump anew";

    private Damage() {}

    /**
     * Tells of damage.
     *
     * @param image which image of which set
     * @param what what is wrong with it and where, without a line break
     */
    public static SluiceException of(String image, String what) {
        return of(image, what, null);
    }

    /**
     * Tells of damage that something below found.
     *
     * @param image which image of which set
     * @param what what is wrong with it and where, without a line break
     * @param cause what was thrown below, or null
     */
    public static SluiceException of(String image, String what, Throwable cause) {
        return new SluiceException(ErrorCode.SET_DAMAGED, image + ": " + what, REMEDY, cause);
    }
}
