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

    private final Extent extent;
    private final long most;
    private final boolean digested;

    /**
     * Prepares one.
     *
     * @param most how many bytes of a file are read at the most
     * @param digested whether cookies have a SHA-256 beside the checksum; where one has, it is compared in any case
     */
    ChecksumValidator(Extent extent, long most, boolean digested) {
        this.extent = extent;
        this.most = most;
        this.digested = digested;
    }

    @Override
    public CookieResult cookie(ValidatedFile file) {
        if (extent.cost(file.size()) > most) {
            return new CookieResult.None(tooMuch(extent, file));
        }
        try {
            ChecksumForm form = new ChecksumForm(extent, file.size(), new FileSum(extent, digested).of(file));
            return new CookieResult.Made(new Cookie(NAME, form.version(), form.bytes()));
        } catch (IOException failure) {
            return new CookieResult.None(Reasons.of(failure));
        }
    }

    @Override
    public Verdict compare(Cookie cookie, ValidatedFile file) {
        Optional<ChecksumForm> form = ChecksumForm.parse(cookie.version(), cookie.bytes());
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
        Sums expected = form.sums();
        return new FileSum(form.extent(), expected.digest().isPresent())
                        .of(file)
                        .equals(expected)
                ? new Verdict.Match()
                : new Verdict.Mismatch("its bytes are others than they were");
    }

    private String tooMuch(Extent wanted, ValidatedFile file) {
        return "a checksum of it takes " + wanted.cost(file.size()) + " bytes, and no more than " + most
                + " are to be read";
    }
}
