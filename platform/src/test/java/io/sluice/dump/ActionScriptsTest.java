package io.sluice.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.control.Control;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real programs are told what CRIU tells them, and end a request that they are against. */
class ActionScriptsTest {
    @TempDir
    private Path folder;

    private ActionScripts scripts(String... lines) throws IOException {
        Path script = folder.resolve("script");
        Files.writeString(script, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return new ActionScripts(List.of(script), 7, folder.resolve("set").toString());
    }

    @Test
    void theyAreToldWhatHappensWhereAndToWhom() throws IOException {
        Path told = folder.resolve("told");
        ActionScripts scripts = scripts("echo $CRTOOLS_SCRIPT_ACTION $CRTOOLS_IMAGE_DIR $CRTOOLS_INIT_PID >>" + told);
        scripts.beforeDump(Control.unlimited());
        scripts.afterDump(Control.unlimited());
        String set = folder.resolve("set").toString();
        assertThat(Files.readAllLines(told)).containsExactly("pre-dump " + set + " 7", "post-dump " + set + " 7");
    }

    @Test
    void oneThatFailsEndsTheRequest() throws IOException {
        ActionScripts scripts = scripts("exit 3");
        assertThatThrownBy(() -> scripts.beforeDump(Control.unlimited()))
                .hasMessageContaining("ended with status 3 at pre-dump");
    }

    @Test
    void oneThatIsNotThereIsNamed() {
        ActionScripts scripts = new ActionScripts(List.of(folder.resolve("none")), 7, "set");
        assertThatThrownBy(() -> scripts.beforeDump(Control.unlimited())).hasMessageContaining("none cannot be run");
    }

    @Test
    void oneThatTakesTooLongIsEnded() throws IOException {
        ActionScripts scripts = scripts("exec sleep 1000");
        Control control = Control.of(Optional.of(Duration.ofMillis(200)), progress -> {});
        assertThatThrownBy(() -> scripts.beforeDump(control)).hasMessageContaining("out of time");
    }
}
