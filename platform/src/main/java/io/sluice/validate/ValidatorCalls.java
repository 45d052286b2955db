package io.sluice.validate;

import io.sluice.spi.file.Cookie;
import io.sluice.spi.file.CookieResult;
import io.sluice.spi.file.FileValidator;
import io.sluice.spi.file.ValidatedFile;
import io.sluice.spi.file.Verdict;

/** Calls of validators, which are plugins: one that fails has no answer, and is no reason to give the request up. */
final class ValidatorCalls {
    private static final String FAILED = "the validator failed: ";

    private ValidatorCalls() {}

    static CookieResult cookie(FileValidator validator, ValidatedFile file) {
        try {
            CookieResult result = validator.cookie(file);
            return result == null ? new CookieResult.None(FAILED + "it answered nothing") : result;
        } catch (RuntimeException failure) {
            return new CookieResult.None(FAILED + failure.getClass().getSimpleName());
        }
    }

    static Verdict compare(FileValidator validator, Cookie cookie, ValidatedFile file) {
        try {
            Verdict verdict = validator.compare(cookie, file);
            return verdict == null ? new Verdict.Unknown(FAILED + "it answered nothing") : verdict;
        } catch (RuntimeException failure) {
            return new Verdict.Unknown(FAILED + failure.getClass().getSimpleName());
        }
    }
}
