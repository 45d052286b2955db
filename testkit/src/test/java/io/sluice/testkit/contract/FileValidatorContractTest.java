package io.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.spi.file.Cookie;
import io.sluice.spi.file.CookieResult;
import io.sluice.spi.file.FileValidator;
import io.sluice.spi.file.ValidatedFile;
import io.sluice.spi.file.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A checksum over the whole file keeps every rule; broken ones do not. */
class FileValidatorContractTest {
    private static Flaw flaw = Flaw.NONE;

    enum Flaw {
        NONE,
        NEVER_MATCHES(Rule.V01),
        LOOKS_AT_THE_FIRST_BYTE(Rule.V02),
        IGNORES_THE_LENGTH(Rule.V03),
        UNREADABLE_IS_FINE(Rule.V04),
        TAKES_ITS_TIME(Rule.V05),
        BELIEVES_ANY_VERSION(Rule.V06),
        BELIEVES_THE_LENGTH(Rule.V07);

        private final Optional<Rule> rule;

        Flaw() {
            rule = Optional.empty();
        }

        Flaw(Rule broken) {
            rule = Optional.of(broken);
        }
    }

    /** The contract of the one that has the flaw. */
    static final class Contract implements FileValidatorContract {
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
    }

    @ParameterizedTest
    @EnumSource
    void aFlawBreaksJustItsRule(Flaw one) {
        flaw = one;
        assertThat(BrokenRules.of(Contract.class))
                .isEqualTo(one.rule.map(Set::of).orElse(Set.of()));
    }

    @Test
    void everyRuleHasItsFlaw() {
        assertThat(Arrays.stream(Flaw.values()).flatMap(one -> one.rule.stream()))
                .hasSameElementsAs(BrokenRules.ofKind("V"));
    }

    private record Checksum(Flaw flaw) implements FileValidator {
        private static final int VERSION = 1;
        private static final String CHANGED = "it changed";

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
                return flaw == Flaw.UNREADABLE_IS_FINE && !failure.getMessage().equals(CHANGED)
                        ? new Verdict.Match()
                        : new Verdict.Unknown(failure.getMessage());
            }
        }

        private static void waitForLong() {
            long end = System.nanoTime() + 1_100_000_000L;
            for (long left; (left = end - System.nanoTime()) > 0; ) {
                LockSupport.parkNanos(left);
            }
        }

        private byte[] sum(ValidatedFile file) throws IOException {
            CRC32C sum = new CRC32C();
            ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
            long most = flaw == Flaw.LOOKS_AT_THE_FIRST_BYTE ? 1 : file.size() + 1;
            most = flaw == Flaw.IGNORES_THE_LENGTH ? 9_999 : most;
            try (SeekableByteChannel channel = file.open()) {
                boolean endless = channel.size() == Long.MAX_VALUE;
                if (endless && flaw == Flaw.TAKES_ITS_TIME) {
                    waitForLong();
                }
                boolean believes = flaw == Flaw.BELIEVES_THE_LENGTH && !endless;
                if (!believes && channel.size() != file.size()) {
                    throw new IOException(CHANGED);
                }
                for (long read = 0; read < most; read += buffer.limit()) {
                    buffer.clear().limit((int) Math.min(buffer.capacity(), most - read));
                    if (channel.read(buffer) <= 0) {
                        break;
                    }
                    sum.update(buffer.flip());
                }
            }
            long length = flaw == Flaw.IGNORES_THE_LENGTH ? 0 : file.size();
            return ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(sum.getValue())
                    .putLong(length)
                    .array();
        }
    }
}
