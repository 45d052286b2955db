package io.sluice.dump;

import io.sluice.control.Control;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Programs of the user's that are run at certain points of a dump, one after the other, with what CRIU tells those that it
 * runs: CRTOOLS_SCRIPT_ACTION, CRTOOLS_IMAGE_DIR, CRTOOLS_INIT_PID. A status other than 0 ends the request.
 */
final class ActionScripts {
    private static final int INTERRUPTED = 130;
    private static final long LOOK_MILLIS = Duration.ofMillis(20).toMillis();
    private final List<Path> scripts;
    private final Map<String, String> told;

    /** @param set the folder of the new set */
    ActionScripts(List<Path> scripts, int root, String set) {
        this.scripts = scripts;
        this.told = Map.of(
                "CRTOOLS_IMAGE_DIR",
                Path.of(set).toAbsolutePath().toString(),
                "CRTOOLS_INIT_PID",
                String.valueOf(root));
    }

    /** Before anything is done to the tree. */
    void beforeDump(Control control) {
        run("pre-dump", "the tree was not touched", control);
    }

    /** When the set is there, and the tree still stands still. */
    void afterDump(Control control) {
        run("post-dump", "the set stays, and the tree runs on", control);
    }

    private void run(String action, String state, Control control) {
        for (Path script : scripts) {
            control.check("running the action script " + script);
            int status = run(script, action, control);
            if (status != 0) {
                throw new SluiceException(
                        ErrorCode.PLUGIN,
                        "the action script " + script + " ended with status " + status + " at " + action,
                        state + "; let it end with status 0 where nothing is wrong");
            }
        }
    }

    private int run(Path script, String action, Control control) {
        ProcessBuilder builder = new ProcessBuilder(script.toAbsolutePath().toString())
                .inheritIO()
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().putAll(told);
        builder.environment().put("CRTOOLS_SCRIPT_ACTION", action);
        try {
            Process process = builder.start();
            try {
                while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    control.check("running the action script " + script);
                }
                return process.exitValue();
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new SluiceException(
                    ErrorCode.PLUGIN,
                    "the action script " + script + " cannot be run: " + e.getMessage(),
                    "give an executable file, with #! in its first line if it is a script",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return INTERRUPTED;
        }
    }
}
