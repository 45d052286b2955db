package io.sluice.file.verify;

import io.sluice.spi.file.Cookie;
import io.sluice.spi.file.CookieResult;
import io.sluice.spi.file.FileValidator;
import io.sluice.spi.file.ValidatedFile;
import io.sluice.spi.file.Verdict;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/** The validator {@code size}: opens the file, for one that cannot be opened proves nothing, and reads none of it. */
final class SizeValidator implements FileValidator {
    static final String NAME = "size";
    static final int VERSION = 1;

    private final boolean mode;
    private final boolean time;

    SizeValidator(boolean mode, boolean time) {
        this.mode = mode;
        this.time = time;
    }

    @Override
    public CookieResult cookie(ValidatedFile file) {
        return changed(file)
                .<CookieResult>map(CookieResult.None::new)
                .orElseGet(() -> new CookieResult.Made(
                        new Cookie(NAME, VERSION, SizeForm.of(file, mode, time).bytes())));
    }

    @Override
    public Verdict compare(Cookie cookie, ValidatedFile file) {
        Optional<SizeForm> form = cookie.version() == VERSION ? SizeForm.parse(cookie.bytes()) : Optional.empty();
        if (form.isEmpty()) {
            return new Verdict.Unknown("its cookie is in no form that this validator knows");
        }
        return changed(file).<Verdict>map(Verdict.Unknown::new).orElseGet(() -> compare(form.get(), file));
    }

    private static Verdict compare(SizeForm form, ValidatedFile file) {
        return form.difference(file).<Verdict>map(Verdict.Mismatch::new).orElseGet(Verdict.Match::new);
    }

    /** Why nothing can be told of the file: it cannot be opened, or has another length than it was lent with. */
    private static Optional<String> changed(ValidatedFile file) {
        try (SeekableByteChannel channel = file.open()) {
            Lengths.requireUnchanged(file, channel);
            return Optional.empty();
        } catch (IOException failure) {
            return Optional.of(Reasons.of(failure));
        }
    }
}
