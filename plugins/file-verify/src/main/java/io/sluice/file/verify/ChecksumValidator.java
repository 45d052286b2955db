package io.sluice.file.verify;

import io.sluice.spi.file.Cookie;
import io.sluice.spi.file.CookieResult;
import io.sluice.spi.file.FileValidator;
import io.sluice.spi.file.ValidatedFile;
import io.sluice.spi.file.Verdict;
import java.io.IOException;
import java.util.Optional;

/** The validator {@code checksum}. A file is compared by the extent that its cookie says, whatever is configured now. */
final class ChecksumValidator implements FileValidator {
    static final String NAME = "checksum";
    static final int VERSION = 1;

    private final Extent extent;
    private final long most;

    /** @param most how many bytes of a file are read at the most */
    ChecksumValidator(Extent extent, long most) {
        this.extent = extent;
        this.most = most;
    }

    @Override
    public CookieResult cookie(ValidatedFile file) {
        if (extent.cost(file.size()) > most) {
            return new CookieResult.None(tooMuch(extent, file));
        }
        try {
            ChecksumForm form = new ChecksumForm(extent, file.size(), new FileSum(extent).of(file));
            return new CookieResult.Made(new Cookie(NAME, VERSION, form.bytes()));
        } catch (IOException failure) {
            return new CookieResult.None(Reasons.of(failure));
        }
    }

    @Override
    public Verdict compare(Cookie cookie, ValidatedFile file) {
        Optional<ChecksumForm> form =
                cookie.version() == VERSION ? ChecksumForm.parse(cookie.bytes()) : Optional.empty();
        if (form.isEmpty()) {
            return new Verdict.Unknown("its cookie is in no form that this validator knows");
        }
        try {
            return compare(form.get(), file);
        } catch (IOException failure) {
            return new Verdict.Unknown(Reasons.of(failure));
        }
    }

    private Verdict compare(ChecksumForm form, ValidatedFile file) throws IOException {
        if (form.length() != file.size()) {
            return new Verdict.Mismatch("it has " + file.size() + " bytes, and had " + form.length());
        }
        if (form.extent().cost(file.size()) > most) {
            return new Verdict.Unknown(tooMuch(form.extent(), file));
        }
        return new FileSum(form.extent()).of(file) == form.sum()
                ? new Verdict.Match()
                : new Verdict.Mismatch("its bytes are others than they were");
    }

    private String tooMuch(Extent wanted, ValidatedFile file) {
        return "a checksum of it takes " + wanted.cost(file.size()) + " bytes, and no more than " + most
                + " are to be read";
    }
}
