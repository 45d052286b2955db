package io.sluice.cli;

import io.sluice.control.Control;
import io.sluice.control.ProgressListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a command finds around it.
 *
 * @param platforms opens the platform
 * @param home the folder of the distribution
 * @param environment the variables of the process
 * @param terminal whether somebody watches standard error
 * @param interruption cancels what runs when the process is told to end
 */
record Surroundings(
        PlatformSource platforms,
        Path home,
        Map<String, String> environment,
        boolean terminal,
        Interruption interruption) {

    /** Those of this process: the launcher tells what Java cannot know. */
    static Surroundings ofProcess() {
        return new Surroundings(
                PlatformSource.real(),
                Path.of(System.getProperty("sluice.home", ".")).toAbsolutePath(),
                System.getenv(),
                Boolean.getBoolean("sluice.terminal"),
                new Interruption());
    }

    /** A hold on one request, which Ctrl-C cancels. */
    Control control(Optional<Duration> limit, ProgressListener listener) {
        Control control = Control.of(limit, listener);
        interruption.cancels(control);
        return control;
    }
}
