package io.sluice.image.verify;

import io.sluice.failure.SluiceException;
import java.util.OptionalLong;

/**
 * Something in a set that is not as it was written, or as it must be.
 *
 * @param set the name of the set
 * @param image which of its images; the set's name when it is all of it
 * @param offset the first byte of the part of the image that is wrong, where that is known
 * @param what what is wrong, in one line
 */
public record Problem(String set, String image, OptionalLong offset, String what) {

    static Problem of(String set, String image, String what) {
        return new Problem(set, image, OptionalLong.empty(), what);
    }

    static Problem at(String set, String image, long offset, String what) {
        return new Problem(set, image, OptionalLong.of(offset), what);
    }

    /**
     * What was thrown.
     *
     * @param image which image was read; where the message names another at its beginning, that one
     */
    static Problem of(String set, String image, SluiceException thrown) {
        String message = thrown.getMessage();
        int named = message.indexOf(" in " + set + ": ");
        if (named > 0) {
            return of(set, message.substring(0, named), message.substring(named + set.length() + 6));
        }
        return message.startsWith(set + ": ")
                ? of(set, image, message.substring(set.length() + 2))
                : of(set, image, message);
    }
}
