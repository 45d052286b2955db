package io.sluice.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs in C that belong to the tests, compiled once a run into a folder that goes with it. */
public final class CProgram {
    private static final Path SOURCES = Path.of("src/test/c");
    private static final Path FOLDER = folder();
    private static final ConcurrentMap<String, Path> COMPILED = new ConcurrentHashMap<>();

    private CProgram() {}

    /** Where a compiled program is; the test is skipped where it cannot be compiled. */
    public static Path of(String name, String... flags) {
        return COMPILED.computeIfAbsent(name, any -> compile(name, flags));
    }

    private static Path compile(String name, String... flags) {
        Path program = FOLDER.resolve(name);
        List<String> command = new ArrayList<>(List.of("gcc", "-O1", "-pthread", "-o", program.toString()));
        command.addAll(List.of(flags));
        command.add(SOURCES.resolve(name + ".c").toString());
        String answer = run(command);
        Assumptions.assumeTrue(Files.isExecutable(program), () -> "gcc cannot compile " + name + ": " + answer);
        return program;
    }

    private static String run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            process.waitFor();
            return output;
        } catch (IOException e) {
            return e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("sluice-native-targets");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
