package io.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.spi.file.Cookie;
import io.sluice.spi.file.CookieResult;
import io.sluice.spi.file.FileValidator;
import io.sluice.spi.file.Verdict;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;

/** The rules that every {@link FileValidator} keeps. */
@DisplayNameGeneration(RuleNames.class)
public interface FileValidatorContract {

    /** What not every validator can. */
    enum Capability {
        /** It finds any changed byte of {@link #file}. */
        EVERY_BYTE,
        /** It finds another length. */
        LENGTH
    }

    /** The validator; each call makes one. */
    FileValidator validator() throws Exception;

    /** The bytes of a file that it makes a cookie of; always the same. */
    byte[] file() throws Exception;

    /** What this validator can. */
    Set<Capability> capabilities();

    private Cookie cookie() throws Exception {
        CookieResult result = validator().cookie(new LentFile(file()));
        assertThat(result).isInstanceOf(CookieResult.Made.class);
        return ((CookieResult.Made) result).cookie();
    }

    @Keeps(Rule.V01)
    default void v01TheSameFileMatches() throws Exception {
        assertThat(validator().compare(cookie(), new LentFile(file()))).isEqualTo(new Verdict.Match());
        assertThat(cookie()).isEqualTo(cookie());
    }

    @Keeps(Rule.V02)
    default void v02AnyChangedByte() throws Exception {
        assumeTrue(capabilities().contains(Capability.EVERY_BYTE), "this validator looks at some bytes only");
        Cookie cookie = cookie();
        for (int at = 0; at < file().length; at += Math.max(1, file().length / 50)) {
            byte[] changed = file();
            changed[at] ^= 1;
            assertThat(validator().compare(cookie, new LentFile(changed))).isInstanceOf(Verdict.Mismatch.class);
        }
    }

    @Keeps(Rule.V03)
    default void v03AnotherLength() throws Exception {
        assumeTrue(capabilities().contains(Capability.LENGTH), "this validator does not look at the length");
        byte[] longer = java.util.Arrays.copyOf(file(), file().length + 1);
        byte[] shorter = java.util.Arrays.copyOf(file(), file().length - 1);
        assertThat(validator().compare(cookie(), new LentFile(longer))).isInstanceOf(Verdict.Mismatch.class);
        assertThat(validator().compare(cookie(), new LentFile(shorter))).isInstanceOf(Verdict.Mismatch.class);
    }

    @Keeps(Rule.V04)
    default void v04UnreadableFiles() throws Exception {
        LentFile unreadable = LentFile.unreadable(file());
        Verdict verdict = validator().compare(cookie(), unreadable);
        assertThat(verdict).isNotEqualTo(new Verdict.Match());
        assertThat(reason(verdict).lines()).hasSize(1);
        assertThat(validator().cookie(unreadable)).isNotNull();
    }

    @Keeps(Rule.V05)
    default void v05EndlessFiles() throws Exception {
        Cookie cookie = cookie();
        long begun = System.nanoTime();
        validator().cookie(LentFile.endless(file()));
        assertThat(validator().compare(cookie, LentFile.endless(file()))).isNotEqualTo(new Verdict.Match());
        assertThat(System.nanoTime() - begun).isLessThan(2_000_000_000L);
    }

    @Keeps(Rule.V06)
    default void v06Rubbish() throws Exception {
        Cookie good = cookie();
        for (byte[] rubbish : new byte[][] {{}, {1}, new byte[1000], SinkSets.bytes(1, 100)}) {
            Cookie bad = new Cookie(good.validator(), good.version(), rubbish);
            assertThat(validator().compare(bad, new LentFile(file()))).isNotEqualTo(new Verdict.Match());
            Cookie later = new Cookie(good.validator(), good.version() + 1000, good.bytes());
            assertThat(validator().compare(later, new LentFile(file()))).isInstanceOf(Verdict.Unknown.class);
        }
    }

    @Keeps(Rule.V07)
    default void v07ChangedFiles() throws Exception {
        Cookie cookie = cookie();
        for (int difference : new int[] {-1, 1, 5_000}) {
            LentFile changed = LentFile.changed(file(), file().length + difference);
            assertThat(validator().cookie(changed)).isInstanceOf(CookieResult.None.class);
            assertThat(validator().compare(cookie, changed)).isNotInstanceOf(Verdict.Match.class);
            LentFile before =
                    LentFile.changed(java.util.Arrays.copyOf(file(), file().length + difference), file().length);
            assertThat(validator().compare(cookie, before)).isInstanceOf(Verdict.Unknown.class);
        }
    }

    private static String reason(Verdict verdict) {
        if (verdict instanceof Verdict.Mismatch mismatch) {
            return mismatch.reason();
        }
        return verdict instanceof Verdict.Unknown unknown ? unknown.reason() : "";
    }
}
