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

    /** What was thrown; its message begins with the image and the set, which are told apart here. */
    static Problem of(String set, String image, SluiceException thrown) {
        String message = thrown.getMessage();
        for (String prefix : new String[] {image + " in " + set + ": ", set + ": "}) {
            if (message.startsWith(prefix)) {
                return of(set, image, message.substring(prefix.length()));
            }
        }
        return of(set, image, message);
    }
}
