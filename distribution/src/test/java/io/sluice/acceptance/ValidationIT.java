package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.testkit.program.Command;
import io.sluice.testkit.program.Target;
import io.sluice.testkit.program.Targets;
import io.sluice.testkit.program.Waiting;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A set says which files its tree depends on, and verify --files whether they are still the same. */
class ValidationIT {
    private static final int DIFFERENT = 13;

    /** Opens a log, a file that is deleted at once, a pipe and a file of /proc; then becomes a program with the library. */
    private static final String PROGRAM =
            "cd \"$1\" && exec 3>>app.log 4<>pipe 5>gone 6</proc/self/maps 7>>huge.log && rm gone"
                    + " && echo begun >&3 && echo old >&5 && LD_PRELOAD=./library.so exec sleep 1000";

    @AutoClose
    private final Targets targets = Targets.create();

    private Path folder;
    private Path library;
    private Path log;
    private Target target;

    @BeforeEach
    void start() throws IOException {
        folder = Files.createDirectory(targets.folder().resolve("files"));
        library = compile("library.so", 42);
        log = folder.resolve("app.log");
        try (RandomAccessFile huge =
                new RandomAccessFile(folder.resolve("huge.log").toFile(), "rw")) {
            huge.setLength(5L << 30);
        }
        Command.of("mkfifo", folder.resolve("pipe").toString()).run().succeeded();
        target = targets.start("sh", "-c", PROGRAM, "sh", folder.toString());
        Waiting.until(() -> mapped().contains(library.toString()), () -> "the library is not mapped: " + mapped());
    }

    private String mapped() {
        try {
            return Files.readString(Path.of("/proc/" + target.pid() + "/maps"));
        } catch (IOException ended) {
            return ended.toString();
        }
    }

    /** Of the same length and build-id, whatever it answers. */
    private Path compile(String name, int answer) throws IOException {
        Path source = Files.writeString(folder.resolve("library.c"), "int answer(void) { return " + answer + "; }\n");
        Path made = folder.resolve(name);
        Command.Outcome outcome = Command.of(
                        "gcc",
                        "-shared",
                        "-fPIC",
                        "-Wl,--build-id=0x0102030405060708",
                        "-o",
                        made.toString(),
                        source.toString())
                .run();
        assumeTrue(outcome.status() == 0, outcome::err);
        return made;
    }

    private Path dump(String name, String... more) {
        Path set = targets.folder().resolve(name);
        List<String> words =
                new ArrayList<>(List.of("pre-dump", "-t", Long.toString(target.pid()), "-D", set.toString()));
        words.addAll(List.of(more));
        Sluice.run(words.toArray(String[]::new)).succeeded();
        return set;
    }

    private Command.Outcome verify(Path set, String... more) {
        List<String> words = new ArrayList<>(List.of("verify", "--files"));
        words.addAll(List.of(more));
        words.add(set.toString());
        Command.Outcome outcome = Sluice.run(words.toArray(String[]::new));
        Sluice.assertNoTrace(outcome);
        return outcome;
    }

    private static String line(Command.Outcome outcome, Path file) {
        return outcome.out()
                .lines()
                .filter(line -> line.startsWith(file + " "))
                .findAny()
                .orElseThrow(() -> new AssertionError("nothing of " + file + " in " + outcome));
    }

    private String[] configured(String rules) throws IOException {
        Path file = Files.writeString(targets.folder().resolve("config.yaml"), "files:\n" + rules);
        return new String[] {"--config", file.toString()};
    }

    @Test
    void unchangedFilesMatch() {
        Path set = dump("set");
        Command.Outcome outcome = verify(set).succeeded();
        assertThat(line(outcome, library)).containsPattern("build-id +match$");
        assertThat(line(outcome, log)).containsPattern("checksum +match$");
        // Too long for a sum of all of it, and still known by more than its length.
        assertThat(line(outcome, folder.resolve("huge.log"))).containsPattern("checksum +match$");
        assertThat(line(outcome, Path.of("/dev/null"))).contains("unknown", "character device");
        assertThat(line(outcome, folder.resolve("pipe"))).contains("unknown", "a pipe");
        assertThat(line(outcome, folder.resolve("gone"))).contains("unknown", "had been deleted");
        assertThat(outcome.out()).containsPattern("/proc/\\d+/maps .*the kernel's own \\(proc\\)");
        assertThat(outcome.out()).containsPattern("libc[^\n]*build-id +match");
    }

    @Test
    void aChangedLibraryWithTheSameBuildIdIsFoundByItsBytes() throws IOException {
        Path byBuildId = dump("by-build-id");
        Path byBytes = dump("by-bytes", configured("  - {path: '*.so', method: {use: checksum, coverage: whole}}\n"));
        Path other = compile("other.so", 43);
        assertThat(Files.size(other)).isEqualTo(Files.size(library));
        assertThat(Files.mismatch(other, library)).isNotNegative();
        verify(byBytes).succeeded();
        Files.move(other, library, StandardCopyOption.REPLACE_EXISTING);
        assertThat(line(verify(byBuildId).succeeded(), library)).containsPattern("build-id +match$");
        Command.Outcome outcome = verify(byBytes);
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(DIFFERENT);
        assertThat(outcome.err()).contains(library.toString());
        assertThat(line(outcome, library)).containsPattern("checksum +mismatch +its bytes");
    }

    @Test
    void aGrownLogPassesOnlyWithItsOldPart() throws IOException {
        Path set = dump("set");
        Files.writeString(log, "more\n", StandardOpenOption.APPEND);
        assertThat(line(verify(set).succeeded(), log)).containsPattern("checksum +match$");
        Files.writeString(log, "Begun\nmore\n");
        assertThat(verify(set).status()).isEqualTo(DIFFERENT);
        Files.writeString(log, "begun\nmore, and even more\n");
        verify(set).succeeded();
        Files.writeString(log, "beg");
        assertThat(verify(set).status()).isEqualTo(DIFFERENT);
        Files.delete(log);
        Command.Outcome missing = verify(set);
        assertThat(missing.status()).isEqualTo(DIFFERENT);
        assertThat(line(missing, log)).contains("there is no such file");
    }

    @Test
    void theReadersRulesSayWhatAMismatchDoes() throws IOException {
        Path set = dump("set");
        Files.writeString(log, "other\n");
        assertThat(verify(set).status()).isEqualTo(DIFFERENT);
        String[] lenient = configured("  - {path: '*.log', on-mismatch: warn}\n");
        assertThat(line(verify(set, lenient).succeeded(), log)).contains("mismatch", "(warn)");
        String[] silent = configured("  - {path: /nowhere, on-mismatch: warn}\n");
        assertThat(verify(set, silent).status()).isEqualTo(DIFFERENT);
    }

    @Test
    void anotherRoot() throws IOException {
        Path set = dump("set");
        verify(set, "--root", "/proc/" + target.pid() + "/root").succeeded();
        Path root = Files.createDirectory(targets.folder().resolve("root"));
        // Absolute links stay below the root: this one leads to itself.
        Path first = Path.of("/").resolve(folder.getName(0));
        Files.createSymbolicLink(root.resolve(folder.getName(0).toString()), first);
        Command.Outcome outcome = verify(set, "--root", root.toString());
        assertThat(outcome.status()).isEqualTo(DIFFERENT);
        assertThat(line(outcome, library)).contains("unknown", "ELOOP");
        assertThat(outcome.out()).containsPattern("libc[^\n]*no such file");
        Sluice.assertRefused(verify(set, "--root", root.resolve("none").toString()), "no folder");
    }

    @Test
    void noneIsRecordedWhereThatIsConfigured() throws IOException {
        Path file = Files.writeString(targets.folder().resolve("none.yaml"), "files: none\n");
        Path set = dump("set", "--config", file.toString());
        assertThat(verify(set).succeeded().out()).contains("records no files");
    }
}
