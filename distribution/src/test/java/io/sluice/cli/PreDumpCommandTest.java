package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.sluice.dump.PreDumpRequest;
import io.sluice.dump.Tracking;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreDumpCommandTest {
    private final NotedPlatform platform = new NotedPlatform();

    @TempDir
    private Path folder;

    @Test
    void asksForWhatTheOptionsSay() {
        CommandRun run = CommandRun.of(
                platform,
                "pre-dump",
                "-t",
                "7",
                "-D",
                "set",
                "--prev-images-dir",
                "../old",
                "--pre-dump-mode",
                "splice");
        assertThat(run.status()).isZero();
        assertThat(platform.requests)
                .containsExactly(new PreDumpRequest(
                        7, "set", Optional.of("../old"), Optional.of("splice"), Optional.empty(), Tracking.ONE_SHOT));
        assertThat(platform.closed).isEqualTo(1);
    }

    @Test
    void takesTheLongFormsAsCriusCallersWriteThem() throws IOException {
        CommandRun run = CommandRun.of(
                platform,
                "pre-dump",
                "--no-default-config",
                "--log-file",
                "pre-dump.log",
                "--images-dir",
                folder.toString(),
                "--verbosity=4",
                "--tree",
                "7",
                "--pidfile",
                "pid",
                "--timeout",
                "10",
                "--track-mem",
                "--link-remap",
                "--ghost-limit",
                "10M",
                "--manage-cgroups=full");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(folder.resolve("pid")).hasContent("7");
        assertThat(folder.resolve("pre-dump.log")).exists();
    }

    @Test
    void writesThePidFileIntoTheWorkFolder() {
        CommandRun.of(platform, "pre-dump", "-t", "7", "-D", "set", "-W", folder.toString(), "--pidfile", "pid");
        assertThat(folder.resolve("pid")).hasContent("7");
    }

    @Test
    void writesNoPidFileWhenThereIsNoSet() {
        platform.failWith(new SluiceException(ErrorCode.TARGET_GONE, "it is gone", "start it"));
        CommandRun.of(platform, "pre-dump", "-t", "7", "-D", folder.toString(), "--pidfile", "pid");
        assertThat(folder.resolve("pid")).doesNotExist();
    }

    @Test
    void trackMemBringsATrackerWhereTheConfigurationHasNone() throws IOException {
        Path config = Files.writeString(folder.resolve("config.yaml"), "tracker: none\n");
        CommandRun.of(platform, "pre-dump", "-t", "7", "-D", "set", "--config", config.toString(), "--track-mem");
        CommandRun.of(platform, "pre-dump", "-t", "7", "-D", "set", "--config", config.toString());
        assertThat(platform.requests)
                .extracting(PreDumpRequest::tracker)
                .containsExactly(Optional.of("auto"), Optional.empty());
    }

    @Test
    void tellsAFailureInOneLineWithItsStatus() {
        platform.failWith(new SluiceException(ErrorCode.DENIED, "the kernel\nrefuses", "be root"));
        CommandRun run = CommandRun.of(platform, "pre-dump", "-t", "7", "-D", "set");
        assertThat(run.status()).isEqualTo(6);
        assertThat(run.err()).isEqualTo("sluice: the kernel refuses; be root\n");
        assertThat(run.out()).isEmpty();
        assertThat(platform.closed).isEqualTo(1);
    }

    @Test
    void tellsAMistakeOfItsOwnWithoutATrace() {
        platform.failWith(new IllegalStateException("oops"));
        CommandRun run = CommandRun.of(platform, "pre-dump", "-t", "7", "-D", "set");
        assertThat(run.status()).isEqualTo(70);
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertRefused("pre-dump", "-D", "set");
        assertRefused("pre-dump", "-t", "7");
        assertRefused("pre-dump", "-t", "seven", "-D", "set");
        assertRefused("pre-dump", "-t", "0", "-D", "set");
        assertRefused("pre-dump", "-t", "7", "-D", "set", "--timeout", "-1");
        assertRefused("pre-dump", "-t", "7", "-D", "set", "--bogus");
        assertRefused("pre-dump", "-t", "7", "-D", "set", "stray");
        assertThat(CommandRun.of(platform, "pre-dump", "--bogus").err()).contains("there is no option '--bogus'");
        assertThat(CommandRun.of(platform, "pre-dump", "-t", "7", "-D", "set", "--verbosity=loud")
                        .status())
                .isEqualTo(2);
        assertThat(platform.requests).isEmpty();
    }

    @Test
    void printsForPrograms() {
        CommandRun run = CommandRun.of(platform, "pre-dump", "-t", "7", "-D", "set", "--json");
        JsonObject json = JsonParser.parseString(run.out()).getAsJsonObject();
        assertThat(json.getAsJsonObject("microseconds").get("frozen").getAsLong())
                .isEqualTo(2500);
        assertThat(json.getAsJsonObject("pages").get("written").getAsLong()).isEqualTo(4);
        assertThat(json.getAsJsonArray("whole_because")).hasSize(1);
    }

    @Test
    void printsStatisticsWhenAsked() {
        assertThat(CommandRun.of(platform, "pre-dump", "-t", "7", "-D", "set").out())
                .contains("2.50 ms", "4 pages written", "a pid was reused")
                .doesNotContain("freezing time");
        assertThat(CommandRun.of(platform, "pre-dump", "-t", "7", "-D", "set", "--display-stats")
                        .out())
                .contains("freezing time", "1.50 ms");
    }

    private void assertRefused(String... arguments) {
        CommandRun run = CommandRun.of(platform, arguments);
        assertThat(run.status()).as(run.toString()).isEqualTo(2);
        assertThat(run.err().lines()).as(run.toString()).hasSize(1);
        assertThat(run.err()).startsWith("sluice: ").endsWith("see sluice pre-dump --help\n");
    }
}
