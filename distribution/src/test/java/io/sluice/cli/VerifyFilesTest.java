package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.image.manifest.OnMismatch;
import io.sluice.spi.file.Verdict;
import io.sluice.validate.FileFinding;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code sluice verify --files} prints, and how it ends. */
class VerifyFilesTest {
    private static final FileFinding SAME =
            new FileFinding("/usr/bin/x", "build-id", new Verdict.Match(), OnMismatch.FAIL, true);
    private static final FileFinding WARNED =
            new FileFinding("/etc/x", "size", new Verdict.Mismatch("it grew"), OnMismatch.WARN, true);
    private static final FileFinding UNTOLD =
            new FileFinding("/dev/null", "", new Verdict.Unknown("a device"), OnMismatch.FAIL, false);

    private final NotedPlatform platform = new NotedPlatform();

    @Test
    void tellsOfEachFile() {
        platform.findings = List.of(SAME, WARNED, UNTOLD);
        CommandRun run = CommandRun.of(platform, "verify", "--files", "set");
        assertThat(run.status()).isZero();
        assertThat(run.out().lines())
                .contains(
                        "file        method     verdict    why",
                        "/usr/bin/x  build-id   match",
                        "/etc/x      size       mismatch   it grew (warn)",
                        "/dev/null   -          unknown    a device (cannot be told)",
                        "files: 1 of 3 match, 0 fail");
        assertThat(platform.roots).containsExactly(Path.of("/"));
    }

    @Test
    void otherFilesHaveAStatusOfTheirOwn() {
        platform.findings = List.of(
                SAME, new FileFinding("/a\u001b[31m", "size", new Verdict.Unknown("no"), OnMismatch.APPEND_OK, true));
        CommandRun run = CommandRun.of(platform, "verify", "--files", "--root", "/srv", "set");
        assertThat(run.status()).isEqualTo(13);
        assertThat(run.err()).startsWith("sluice: files are not those that set was made with (/a\\033[31m: no)");
        assertThat(run.out()).doesNotContain("\u001b");
        assertThat(platform.roots).containsExactly(Path.of("/srv"));
    }

    @Test
    void forPrograms() {
        platform.findings = List.of(WARNED);
        CommandRun run = CommandRun.of(platform, "verify", "--json", "--files", "set");
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("\"verdict\": \"mismatch\"", "\"on_mismatch\": \"warn\"", "\"fails\": false");
    }

    @Test
    void withoutFilesNoneIsLookedAt() {
        assertThat(CommandRun.of(platform, "verify", "set").status()).isZero();
        assertThat(CommandRun.of(platform, "verify", "--root", "/", "set").status())
                .isEqualTo(2);
        assertThat(platform.roots).isEmpty();
    }
}
