package io.sluice.benchmark.work;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The benchmark's own programs in C. */
public final class Program {
    private Program() {}

    /** Compiles the program of this name into a folder; answers its path. */
    public static Path compiled(String name, Path folder) {
        Path source = folder.resolve(name + ".c");
        Path program = folder.resolve(name);
        try (InputStream text = Program.class.getResourceAsStream("/programs/" + name + ".c")) {
            Files.copy(text, source);
            Process compiler = new ProcessBuilder(
                            "gcc", "-O2", "-std=gnu11", "-pthread", "-o", program.toString(), source.toString())
                    .redirectErrorStream(true)
                    .start();
            String complaints =
                    new String(compiler.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (compiler.onExit().join().exitValue() != 0) {
                throw new CannotMeasureException("gcc does not compile " + name + ".c: " + complaints);
            }
            return program;
        } catch (IOException failure) {
            throw new CannotMeasureException(
                    "gcc does not start (" + failure.getMessage() + "); install gcc and libc6-dev", failure);
        }
    }
}
