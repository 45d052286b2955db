package io.sluice.trace;

import java.io.IOException;
import java.nio.file.Path;

/** Starts programs that trace, to be killed. */
public final class TracerProgram {
    private TracerProgram() {}

    /** Starts one, a class with a main method, on a process. */
    public static Process start(Class<?> program, int process) throws IOException {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classes,
                        program.getName(),
                        String.valueOf(process))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
