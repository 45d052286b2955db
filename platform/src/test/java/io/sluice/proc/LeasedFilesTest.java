package io.sluice.proc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LeasedFilesTest {
    @Test
    void knowsLeasesFromOtherLocks() {
        String locks = """
                1: POSIX  ADVISORY  WRITE 300 00:1a:11 0 EOF
                2: LEASE  ACTIVE    READ 301 fe:00:22 0 EOF
                3: FLOCK  ADVISORY  WRITE 302 fe:00:44 0 EOF
                4: DELEG  ACTIVE    READ 303 fe:00:18446744073709551615 0 EOF
                """;
        assertThat(LeasedFiles.parse(locks.getBytes(US_ASCII)).inodes()).containsExactlyInAnyOrder(22L, -1L);
    }
}
