package io.sluice.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which tree is taken, and where to. */
final class TreeOptions {
    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = {"-t", "--tree"},
            paramLabel = "PID",
            required = true,
            description = "The root of the process tree.")
    private int pid;

    @Option(
            names = {"-D", "--images-dir"},
            paramLabel = "DIR",
            required = true,
            description = "The folder of the new set; it is made when it is not there.")
    private String set;

    @Option(
            names = "--prev-images-dir",
            paramLabel = "DIR",
            description = "The set that this one adds to; a relative one is relative to the new set's folder.")
    private String parent;

    @Option(
            names = {"-W", "--work-dir"},
            paramLabel = "DIR",
            description = "The folder of the log and the pid file; else the folder of the new set.")
    private Path work;

    @Option(
            names = "--pidfile",
            paramLabel = "FILE",
            description = "Write the pid of the tree's root into this file when the set is there.")
    private Path pidFile;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "Give up after that time, whatever the stage; 0 is without limit, which is the default.")
    private long seconds;

    @Option(names = "--display-stats", description = "Print the statistics of the dump.")
    private boolean statistics;

    int pid() {
        if (pid <= 0) {
            throw new ParameterException(spec.commandLine(), "--tree takes the number of a process, and not " + pid);
        }
        return pid;
    }

    String set() {
        return set;
    }

    Optional<String> parent() {
        return Optional.ofNullable(parent);
    }

    Optional<Duration> limit() {
        if (seconds < 0) {
            throw new ParameterException(spec.commandLine(), "--timeout takes a number of seconds, and not " + seconds);
        }
        return seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
    }

    Path folder() {
        return work != null ? work : Path.of(set);
    }

    boolean statistics() {
        return statistics;
    }

    void writePid() {
        if (pidFile != null) {
            PidFile.write(folder().resolve(pidFile), pid);
        }
    }
}
