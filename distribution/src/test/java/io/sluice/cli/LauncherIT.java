package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.testkit.program.Targets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of the packaged distribution, as a process. */
class LauncherIT {
    private static final Path HOME = Path.of(System.getProperty("sluice.home", ""));
    private static final Path LAUNCHER = HOME.resolve("bin").resolve("sluice");

    @TempDir
    private Path folder;

    @BeforeAll
    static void mustBePackaged() {
        assumeTrue(System.getProperty("sluice.home") != null, "nothing is packaged in this phase of the build");
    }

    @Test
    void tellsItsVersion() throws Exception {
        assertThat(run(Map.of(), LAUNCHER, "--version")).isEqualTo(new Outcome(0, "sluice 0.1.0\n", ""));
    }

    @Test
    void findsItsHomeThroughSymbolicLinks() throws Exception {
        Path absolute = Files.createSymbolicLink(folder.resolve("one"), LAUNCHER);
        Path relative = Files.createSymbolicLink(folder.resolve("two"), absolute.getFileName());
        assertThat(run(Map.of(), relative, "--version").status()).isZero();
        assertThat(run(Map.of(), relative, "plugins").out())
                .contains(HOME.resolve("plugins").toString());
    }

    /** It starts twice as fast with it: that it is passed over in silence must not go unnoticed. */
    @Test
    void usesTheArchiveOfClassesThatTheBuildMade() throws Exception {
        Path log = folder.resolve("classes");
        run(Map.of("SLUICE_JAVA_OPTIONS", "-Xlog:class+load:file=" + log), LAUNCHER, "--version");
        assertThat(Files.readAllLines(log))
                .anyMatch(line -> line.contains("io.sluice.cli.Main ") && line.contains("shared objects file"));
    }

    /** Whatever a training that failed leaves out is loaded from jars, which is twice as slow. */
    @Test
    void soDoesADump() throws Exception {
        Path log = folder.resolve("classes");
        try (Targets targets = Targets.create()) {
            String pid = Long.toString(targets.start("sleep", "100").pid());
            Path set = folder.resolve("set");
            Map<String, String> listing = Map.of("SLUICE_JAVA_OPTIONS", "-Xlog:class+load:file=" + log);
            Outcome dumped = run(listing, LAUNCHER, "dump", "-R", "-t", pid, "-D", set.toString());
            assertThat(dumped.status()).as(dumped.toString()).isZero();
        }
        List<String> platform = Files.readAllLines(log).stream()
                .filter(line -> line.contains(" io.sluice.") && !line.contains("Lambda"))
                .toList();
        assertThat(platform).hasSizeGreaterThan(400);
        assertThat(platform.stream().filter(line -> line.contains("sluice-platform")))
                .hasSizeLessThan(platform.size() / 10);
    }

    @Test
    void worksFromWhereverItIsMovedToAndSaysNothingOfTheArchiveOfClasses() throws Exception {
        run(
                Map.of(),
                Path.of("/bin/cp"),
                "-a",
                HOME.toString(),
                folder.resolve("a place").toString());
        Path moved = folder.resolve("a place").resolve("bin").resolve("sluice");
        assertThat(run(Map.of(), moved, "--version")).isEqualTo(new Outcome(0, "sluice 0.1.0\n", ""));
    }

    @Test
    void refusesAJavaThatIsNotThereOrTooOldInOneLine() throws Exception {
        Outcome none = run(Map.of("JAVA_HOME", folder.toString()), LAUNCHER, "--version");
        assertThat(none.status()).isEqualTo(1);
        assertThat(none.err()).startsWith("sluice: JAVA_HOME is").hasLineCount(1);
        Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\n");
        java.toFile().setExecutable(true);
        Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"1.8.0_292\"\n");
        Outcome old = run(Map.of("JAVA_HOME", folder.toString()), LAUNCHER, "--version");
        assertThat(old.status()).isEqualTo(1);
        assertThat(old.err()).contains("1.8.0_292", "17 or later").hasLineCount(1);
    }

    @Test
    void loadsForTheVersionNothingThatOnlyDumpsNeed() throws Exception {
        Path classes = folder.resolve("classes");
        run(Map.of("SLUICE_JAVA_OPTIONS", "-Xlog:class+load:file=" + classes), LAUNCHER, "--version");
        assertThat(Files.readString(classes))
                .contains("io.sluice.cli.SluiceCommand")
                .doesNotContain(" org.pf4j.", " jnr.", " com.kenai.jffi.", " org.snakeyaml.", " org.tinylog.Logger ");
    }

    @Test
    void drawsNoProgressIntoAPipe() throws Exception {
        assertThat(run(Map.of(), LAUNCHER, "verify", "no-such-set").err()).doesNotContain("\r", "\u001b");
    }

    private Outcome run(Map<String, String> environment, Path program, String... arguments)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(program.toString()));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().putAll(environment);
        int status = builder.start().waitFor();
        return new Outcome(
                status,
                Files.readString(folder.resolve("out"), StandardCharsets.UTF_8),
                Files.readString(folder.resolve("err"), StandardCharsets.UTF_8));
    }

    private record Outcome(int status, String out, String err) {}
}
