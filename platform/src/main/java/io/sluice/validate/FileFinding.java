package io.sluice.validate;

import io.sluice.image.manifest.OnMismatch;
import io.sluice.spi.file.Verdict;

/**
 * What a check says of one file.
 *
 * @param path its name, as the set has it
 * @param method the validator that made its cookie; empty where there is none
 * @param verdict whether it is the one that the set was made with
 * @param onMismatch what another one is to do
 * @param provable whether the set has what it takes to tell
 */
public record FileFinding(String path, String method, Verdict verdict, OnMismatch onMismatch, boolean provable) {

    /** Whether the check fails by it: it is another file, or it could have been told and was not. */
    public boolean fails() {
        boolean counts = onMismatch == OnMismatch.FAIL || onMismatch == OnMismatch.APPEND_OK;
        return counts && (verdict instanceof Verdict.Mismatch || (verdict instanceof Verdict.Unknown && provable));
    }

    /** Why it is no match, in one line; empty for a match. */
    public String why() {
        if (verdict instanceof Verdict.Mismatch mismatch) {
            return mismatch.reason();
        }
        return verdict instanceof Verdict.Unknown unknown ? unknown.reason() : "";
    }
}
