package io.sluice.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.config.ComponentChoice;
import io.sluice.config.Configuration;
import io.sluice.config.Place;
import io.sluice.config.PluginName;
import io.sluice.config.PluginSettings;
import io.sluice.control.Control;
import io.sluice.dump.Means;
import io.sluice.dump.PreDump;
import io.sluice.dump.PreDumpRequest;
import io.sluice.dump.protection.Protections;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.sign.Signing;
import io.sluice.kernel.OwnMemory;
import io.sluice.validate.FileRecorder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Components that want more of a stop than this platform offers are refused by name, and the target is not looked at. */
final class DemandsTest {
    private static final String WORKS = "Availability.works()";

    /** No process has this number: who looked at the target would say so. */
    private static final int NOBODY = Integer.MAX_VALUE;

    @TempDir
    private Path root;

    private String refusal(Configuration wanted) {
        try (Plugins plugins = Plugins.load(wanted, new Lending(OwnMemory::sample, 4096));
                Selection selection = plugins.select(wanted)) {
            PreDump request = new PreDump(
                    PreDumpRequest.first(NOBODY, root.resolve("set").toString()),
                    new Means(
                            selection,
                            Signing.NONE,
                            1,
                            "test",
                            Protections.none(),
                            new FileRecorder(List.of(), selection.validators(), Optional.empty(), Control.unlimited()),
                            Control.unlimited()));
            SluiceException refused = catchThrowableOfType(SluiceException.class, request::run);
            assertThat(refused.code()).isEqualTo(ErrorCode.PLUGIN);
            return refused.getMessage();
        }
    }

    private Configuration with(String drain, String tracker) throws IOException {
        new TestPlugin("d").entry(drain).folder(root);
        new TestPlugin("t").entry(tracker).folder(root);
        new TestPlugin("s").entry(TestComponents.sink("directory", false)).folder(root);
        List<PluginName> all = Stream.of("d", "t", "s")
                .map(id -> new PluginName(id, Place.DEFAULT))
                .toList();
        return Configuration.defaults(root)
                .withPlugins(new PluginSettings(root, all))
                .withDrain("mine")
                .withTracker("theirs")
                .withSinks(List.of(ComponentChoice.of("directory")));
    }

    private static String drain(String more) {
        return TestComponents.drain("mine", WORKS).replace("new DrainStrategy() {", "new DrainStrategy() {" + more);
    }

    private static String tracker(String more) {
        return TestComponents.tracker("theirs", WORKS).replace("new DirtyTracker() {", "new DirtyTracker() {" + more);
    }

    @Test
    void aDrainThatHolds() throws IOException {
        String holds = drain("public boolean holdsWhileStopped() { return true; }");
        assertThat(refusal(with(holds, tracker("")))).contains("drain mine takes hold of pages in a stop");
    }

    @Test
    void aTrackerThatScansWhatStandsStill() throws IOException {
        String scans = TestComponents.tracker("theirs", WORKS).replace("Collects.RUNNING", "Collects.STOPPED");
        assertThat(refusal(with(drain(""), scans))).contains("tracker theirs wants to scan");
    }
}
