package io.sluice.image.verify;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;

/** Tells findings from what ends a check. */
final class Thrown {
    private Thrown() {}

    /** Throws on what is neither damage nor a missing set: a cancelled request, a device that cannot be read. */
    static void requireDamage(SluiceException thrown) {
        if (thrown.code() != ErrorCode.SET_DAMAGED && thrown.code() != ErrorCode.SET_MISSING) {
            throw thrown;
        }
    }
}
