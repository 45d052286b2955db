package io.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.spi.file.Cookie;
import io.sluice.spi.file.CookieResult;
import io.sluice.spi.file.FileValidator;
import io.sluice.spi.file.ValidatedFile;
import io.sluice.spi.file.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.CRC32C;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A checksum over the whole file keeps every rule; broken ones do not. */
class FileValidatorContractTest implements FileValidatorContract {
    private Flaw flaw = Flaw.NONE;

    enum Flaw {
        NONE(""),
        NEVER_MATCHES("v01TheSameFileMatches"),
        LOOKS_AT_THE_FIRST_BYTE("v02AnyChangedByte"),
        IGNORES_THE_LENGTH("v03AnotherLength"),
        UNREADABLE_IS_FINE("v04UnreadableFiles"),
        READS_ON_AND_ON("v05EndlessFiles"),
        BELIEVES_ANY_VERSION("v06Rubbish"),
        BELIEVES_THE_LENGTH("v07ChangedFiles");

        private final String rule;

        Flaw(String rule) {
            this.rule = rule;
        }
    }

    @Override
    public FileValidator validator() {
        return new Checksum(flaw);
    }

    @Override
    public byte[] file() {
        return SinkSets.bytes(7, 10_000);
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void theRuleCanFail(Flaw broken) {
        flaw = broken;
        assertThatThrownBy(
                        () -> FileValidatorContract.class.getMethod(broken.rule).invoke(this))
                .cause()
                .isInstanceOf(AssertionError.class);
    }

    private record Checksum(Flaw flaw) implements FileValidator {
        private static final int VERSION = 1;

        @Override
        public CookieResult cookie(ValidatedFile file) {
            try {
                return new CookieResult.Made(new Cookie("checksum", VERSION, sum(file)));
            } catch (IOException failure) {
                return new CookieResult.None(failure.getMessage());
            }
        }

        @Override
        public Verdict compare(Cookie cookie, ValidatedFile file) {
            if (cookie.version() != VERSION && flaw != Flaw.BELIEVES_ANY_VERSION) {
                return new Verdict.Unknown("a later version made the cookie");
            }
            try {
                byte[] sum = sum(file);
                boolean equal = ByteBuffer.wrap(sum).equals(ByteBuffer.wrap(cookie.bytes()));
                return equal && flaw != Flaw.NEVER_MATCHES ? new Verdict.Match() : new Verdict.Mismatch("other sum");
            } catch (IOException failure) {
                return flaw == Flaw.UNREADABLE_IS_FINE
                        ? new Verdict.Match()
                        : new Verdict.Unknown(failure.getMessage());
            }
        }

        private byte[] sum(ValidatedFile file) throws IOException {
            CRC32C sum = new CRC32C();
            ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
            long most = flaw == Flaw.READS_ON_AND_ON ? 1L << 36 : file.size() + 1;
            most = flaw == Flaw.LOOKS_AT_THE_FIRST_BYTE ? 1 : most;
            most = flaw == Flaw.IGNORES_THE_LENGTH ? 9_999 : most;
            try (SeekableByteChannel channel = file.open()) {
                boolean believes = flaw == Flaw.BELIEVES_THE_LENGTH || flaw == Flaw.READS_ON_AND_ON;
                if (!believes && channel.size() != file.size()) {
                    throw new IOException("it changed");
                }
                for (long read = 0; read < most; read += buffer.limit()) {
                    buffer.clear().limit((int) Math.min(buffer.capacity(), most - read));
                    if (channel.read(buffer) <= 0) {
                        break;
                    }
                    sum.update(buffer.flip());
                }
            }
            return ByteBuffer.allocate(Long.BYTES).putLong(sum.getValue()).array();
        }
    }
}
