package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.testkit.criu.RealCriu;
import io.sluice.testkit.program.Command;
import io.sluice.testkit.program.Target;
import io.sluice.testkit.program.Targets;
import io.sluice.testkit.program.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs of this world are dumped at work, restored by a real CRIU, and come to the right result. */
class RestoredProgramsIT {
    private static final int RING = 65536;

    @AutoClose
    private final Targets targets = Targets.create();

    private final RealCriu criu = RealCriu.fetched();
    private final Path folder = targets.folder();

    private enum Program {
        PYTHON,
        PERL,
        JAVA,
        PIPELINE,
        COMPILER
    }

    static Stream<Program> programs() {
        return Form.turns(IntStream.range(0, Form.count(1, 3))
                .boxed()
                .flatMap(time -> Stream.of(Program.values()))
                .toList());
    }

    @ParameterizedTest
    @MethodSource("programs")
    void comesToTheRightResult(Program program) throws IOException {
        switch (program) {
            case PYTHON -> counts("/usr/bin/python3", "counting.py");
            case PERL -> counts("/usr/bin/perl", "counting.pl");
            case JAVA -> countsInThreads();
            case PIPELINE -> passesLines();
            case COMPILER -> compiles();
        }
    }

    private void counts(String interpreter, String script) throws IOException {
        assumeTrue(Files.isExecutable(Path.of(interpreter)), "not installed: " + interpreter);
        finishRestored(targets.start(interpreter, resource(script).toString()));
        assertThat(result()).singleElement().satisfies(RestoredProgramsIT::assertCounted);
    }

    private void countsInThreads() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin");
        String source = resource("Counting.java").toString();
        Command.of(java.resolve("javac").toString(), "-d", folder.toString(), source)
                .run()
                .succeeded();
        finishRestored(targets.start(java.resolve("java").toString(), "-Xmx64m", "-cp", ".", "Counting"));
        assertThat(result()).hasSize(3).allSatisfy(RestoredProgramsIT::assertCounted);
    }

    /** What was in the pipe is there once, and in order. */
    private void passesLines() throws IOException {
        finishRestored(targets.start("sh", resource("lines.sh").toString()));
        String[] words = result().get(0).split(" ");
        long times = Long.parseLong(words[0]) / 1000;
        assertThat(times).isPositive();
        assertThat(words).containsExactly(Long.toString(times * 1000), Long.toString(times * 500_500));
    }

    private void compiles() throws IOException {
        Files.writeString(folder.resolve("large.c"), largeSource());
        Command.of("gcc", "-O2", "-c", "large.c", "-o", "undisturbed.o")
                .in(folder)
                .run()
                .succeeded();
        Target target = targets.start(
                "env", "TMPDIR=" + folder, "sh", "-c", "gcc -O2 -c large.c -o unfinished && mv unfinished result");
        Waiting.until(() -> target.files().tree().size() == 3, () -> "gcc does not begin: " + target.log());
        finishRestored(target);
        assertThat(folder.resolve("result")).hasSameBinaryContentAs(folder.resolve("undisturbed.o"));
    }

    private static String largeSource() {
        return IntStream.range(0, 450)
                .mapToObj(i -> "int f" + i + "(int *a, int n) { int s = " + i
                        + "; for (int i = 0; i < n; i++) { s = s * 31 + a[i]; if (s % 7 == 3) s ^= a[n - i - 1] << "
                        + i % 13 + "; } return s; }\n")
                .collect(Collectors.joining());
    }

    /** Dumps and restores it in the middle, and has it come to an end. */
    private void finishRestored(Target target) throws IOException {
        Waiting.pause(300);
        Path set = folder.resolve("set");
        Sluice.run("dump", "-t", Long.toString(target.pid()), "-D", set.toString())
                .succeeded();
        assertThat(folder.resolve("result")).as("a result before it is due").doesNotExist();
        target.forget();
        criu.restore(set);
        Files.createFile(folder.resolve("finish"));
        Waiting.until(() -> Files.exists(folder.resolve("result")), () -> "no result: " + target.log());
    }

    private List<String> result() throws IOException {
        return Files.readAllLines(folder.resolve("result"));
    }

    /** A line says after how many steps which number came, and the sum of the last ones. */
    private static void assertCounted(String line) {
        String[] words = line.split(" ");
        long[] ring = new long[RING];
        long number = 0;
        for (long step = 0; step < Long.parseLong(words[0]); step++) {
            number = number * 6364136223846793005L + 1442695040888963407L;
            ring[(int) (step % RING)] = number;
        }
        assertThat(words)
                .containsExactly(
                        words[0],
                        Long.toUnsignedString(number),
                        Long.toUnsignedString(Arrays.stream(ring).sum()));
        assertThat(Long.parseLong(words[0])).isPositive();
    }

    private Path resource(String name) throws IOException {
        Path copy = folder.resolve(name);
        try (InputStream in = RestoredProgramsIT.class.getResourceAsStream("/programs/" + name)) {
            Files.copy(in, copy);
        }
        return copy;
    }
}
