package io.sluice.file.verify;

import io.sluice.spi.Availability;
import io.sluice.spi.Host;
import io.sluice.spi.Settings;
import io.sluice.spi.file.FileValidator;
import io.sluice.spi.file.FileValidatorFactory;
import java.util.List;

/**
 * Makes the validator {@code checksum}. Its settings: {@code coverage}, which bytes count ({@code first}, {@code whole} or
 * {@code every}); {@code bytes}, the N of {@code first}; {@code step}, the N of {@code every}; {@code most}, how many
 * bytes of a file are read at the most: of one that needs more there is no cookie; {@code digest}: {@code sha-256} for one beside the
 * checksum, {@code none} otherwise.
 */
public final class ChecksumValidatorFactory implements FileValidatorFactory {
    private static final long MOST = 4L << 30;
    private static final String NO_DIGEST = "none";
    private static final String SHA_256 = "sha-256";

    @Override
    public String name() {
        return ChecksumValidator.NAME;
    }

    @Override
    public String summary() {
        return "compares the CRC32C of all bytes, of the first N (1 MiB), or of every N-th";
    }

    @Override
    public Availability probe(Host host) {
        return Availability.works();
    }

    @Override
    public FileValidator create(Host host, Settings settings) {
        Coverage coverage = Coverage.of(settings.choice("coverage", Coverage.FIRST.word(), Coverage.words()));
        long first = settings.bytes("bytes", Coverage.FIRST.usual(), 1, Long.MAX_VALUE);
        long step = settings.bytes("step", Coverage.EVERY.usual(), 1, Long.MAX_VALUE);
        long most = settings.bytes("most", MOST, 1, Long.MAX_VALUE);
        Extent extent =
                switch (coverage) {
                    case WHOLE -> new Extent(coverage, 0);
                    case FIRST -> new Extent(coverage, first);
                    case EVERY -> new Extent(coverage, step);
                };
        String digest = settings.choice("digest", NO_DIGEST, List.of(NO_DIGEST, SHA_256));
        return new ChecksumValidator(extent, most, digest.equals(SHA_256));
    }
}
