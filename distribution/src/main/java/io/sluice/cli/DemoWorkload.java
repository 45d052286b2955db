package io.sluice.cli;

import io.sluice.cli.demo.Workload;
import io.sluice.control.Control;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The demo's workload as a running process. Closing ends it. */
final class DemoWorkload implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final ProcessHandle process;

    private DemoWorkload(ProcessHandle process) {
        this.process = process;
    }

    /**
     * Starts it, and waits until all its memory is written.
     *
     * @param ready a file that it makes when it is ready
     */
    static DemoWorkload start(Path ready, int mebibytes, int mebibytesEachSecond, Control control) {
        DemoWorkload workload = new DemoWorkload(launch(words(ready, mebibytes, mebibytesEachSecond)));
        try {
            workload.await(ready, control);
            return workload;
        } catch (RuntimeException failed) {
            workload.close();
            throw failed;
        }
    }

    int pid() {
        return Math.toIntExact(process.pid());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static List<String> words(Path ready, int mebibytes, int mebibytesEachSecond) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xmx16m"));
        words.add("-XX:MaxDirectMemorySize=" + (mebibytes + 1) + "m");
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), Workload.class.getName()));
        words.addAll(List.of(Integer.toString(mebibytes), Integer.toString(mebibytesEachSecond)));
        words.addAll(List.of(Long.toString(ProcessHandle.current().pid()), ready.toString()));
        return words;
    }

    private static ProcessHandle launch(List<String> words) {
        try {
            return Orphan.start(words);
        } catch (IOException failed) {
            throw failure(failed.getMessage(), failed);
        }
    }

    private void await(Path ready, Control control) {
        long began = System.nanoTime();
        while (!Files.exists(ready)) {
            if (!process.isAlive() || System.nanoTime() - began > PATIENCE) {
                throw failure(process.isAlive() ? "it is not ready after a minute" : "it ended", null);
            }
            Pause.of(20, "waiting for the workload", control);
        }
    }

    private static SluiceException failure(String why, Exception cause) {
        return new SluiceException(
                ErrorCode.INTERNAL,
                "the demo's workload cannot be started: " + why,
                "see that there is memory for it; --size takes less",
                cause);
    }
}
