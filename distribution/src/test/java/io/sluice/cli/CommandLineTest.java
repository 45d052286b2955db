package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.sluice.config.LogLevel;
import io.sluice.control.Progress;
import io.sluice.image.verify.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {
    private final NotedPlatform platform = new NotedPlatform();

    @TempDir
    private Path folder;

    @Test
    void everyCommandHelps() {
        Surroundings surroundings = Surroundings.ofProcess();
        for (String name :
                CommandLineRun.commandLine(surroundings).getSubcommands().keySet()) {
            CommandRun run = CommandRun.of(platform, name, "--help");
            assertThat(run.status()).as(name).isZero();
            assertThat(run.out()).startsWith("Usage: sluice " + name);
        }
    }

    @Test
    void anUnknownCommandIsRefusedInOneLine() {
        CommandRun run = CommandRun.of(platform, "predump");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("sluice: there is no command 'predump'; see sluice --help\n");
        assertThat(CommandRun.of(platform).status()).isEqualTo(2);
    }

    @Test
    void verifyEndsWithTheStatusOfDamage() {
        assertThat(CommandRun.of(platform, "verify", "set").status()).isZero();
        platform.problems = List.of(new Problem("set", "pages-1.img", OptionalLong.of(4096), "a byte is wrong"));
        CommandRun run = CommandRun.of(platform, "verify", "set");
        assertThat(run.status()).isEqualTo(9);
        assertThat(run.out()).contains("pages-1.img in set: a byte is wrong");
        assertThat(run.err()).contains("damaged").hasLineCount(1);
        CommandRun json = CommandRun.of(platform, "verify", "--json", "set");
        assertThat(json.status()).isEqualTo(9);
        assertThat(JsonParser.parseString(json.out())
                        .getAsJsonObject()
                        .get("sound")
                        .getAsBoolean())
                .isFalse();
    }

    @Test
    void chainsAreListedSquashedPrunedAndMoved() {
        assertThat(CommandRun.of(platform, "chain", "set").out()).contains("sound");
        platform.problems = List.of(new Problem("set", "pages-1.img", OptionalLong.of(4096), "a byte is wrong"));
        CommandRun damaged = CommandRun.of(platform, "chain", "--json", "set");
        assertThat(damaged.status()).isEqualTo(9);
        assertThat(JsonParser.parseString(damaged.out())
                        .getAsJsonObject()
                        .get("sound")
                        .getAsBoolean())
                .isFalse();
        assertThat(CommandRun.of(platform, "chain", "prune", "--keep", "3", "set")
                        .out())
                .contains("set-base-of-3: the new base");
        assertThat(CommandRun.of(platform, "chain", "rebase", "set", "-D", "there")
                        .out())
                .contains("there/1", "set: removed");
        assertThat(CommandRun.of(platform, "chain", "dedup", "set").out()).contains("given back: 4.00 KiB");
        CommandRun squash = CommandRun.of(platform, "chain", "squash", "set", "-D", "new", "--sign", "own.pem");
        assertThat(squash.status()).isEqualTo(70);
        assertThat(platform.opened.get(platform.opened.size() - 1).signing().key())
                .contains(Path.of("own.pem"));
        assertThat(CommandRun.of(platform, "chain").err()).contains("DIR").hasLineCount(1);
        assertThat(CommandRun.of(platform, "key").err())
                .contains("missing: new")
                .hasLineCount(1);
    }

    @Test
    void setsAndChainsAreExported() {
        assertThat(CommandRun.of(platform, "export", "set", "out").out()).isEqualTo("out\n");
        assertThat(CommandRun.of(platform, "export", "--chain", "--json", "set", "out")
                        .out())
                .contains("out/1");
        assertThat(CommandRun.of(platform, "export", "set").err())
                .contains("OUT")
                .hasLineCount(1);
    }

    @Test
    void showsASetOfCrius() {
        assertThat(CommandRun.of(platform, "show", "set").out()).contains("set: made by CRIU");
        assertThat(JsonParser.parseString(
                                CommandRun.of(platform, "show", "--json", "set").out())
                        .getAsJsonObject()
                        .getAsJsonArray("sets"))
                .hasSize(1);
    }

    @Test
    void allProblemsOfAConfigurationAreToldLineByLine() throws IOException {
        Path config = Files.writeString(folder.resolve("config.yaml"), "worker: 3\nworkers: none\n");
        CommandRun run = CommandRun.of(platform, "show", "set", "--config", config.toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().lines()).hasSizeGreaterThanOrEqualTo(2).allMatch(line -> line.startsWith("sluice: "));
        assertThat(run.err()).contains("config.yaml:1", "config.yaml:2");
        assertThat(platform.opened).isEmpty();
    }

    @Test
    void theCompletionScriptKnowsTheCommands() {
        assertThat(CommandRun.of(platform, "completion").out()).contains("pre-dump", "--prev-images-dir", "verify");
    }

    @Test
    void verbosityIsAsCriusCallersWriteIt() {
        assertThat(level("-v4")).isEqualTo(LogLevel.DEBUG);
        assertThat(level("-v")).isEqualTo(LogLevel.INFO);
        assertThat(level("-vv")).isEqualTo(LogLevel.DEBUG);
        assertThat(level("-v", "-v")).isEqualTo(LogLevel.DEBUG);
        assertThat(level("--verbosity=0")).isEqualTo(LogLevel.OFF);
        assertThat(level("--verbosity", "1")).isEqualTo(LogLevel.ERROR);
        assertThat(level("--verbosity")).isEqualTo(LogLevel.INFO);
    }

    @Test
    void progressHasABarARateAndTheTimeLeft() {
        assertThat(ProgressLine.text(new Progress("draining", 512L << 20, 1L << 30), Duration.ofSeconds(2)))
                .isEqualTo("draining  [############............]  50 %  512.0 MiB of 1.00 GiB  256.0 MiB/s  0:02 left");
        assertThat(ProgressLine.text(new Progress("stopping", 0, 0), Duration.ofSeconds(2)))
                .isEqualTo("stopping");
    }

    private static LogLevel level(String... arguments) {
        LogOptions options = new LogOptions();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("log", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
                .parseArgs(arguments);
        return options.level().orElseThrow();
    }
}
