package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.image.Truth;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.KeeperPlan;
import io.sluice.testkit.program.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever drain is called for, a set holds every byte of a tree with all kinds of memory, and is sound. */
class DrainsIT {
    private static final String PLAIN = "tracker: none\n";
    private static final String RULES = """
            tracker: none
            drain:
              use: read
              for:
                - {mappings: file, use: write}
                - {mappings: anonymous, at-least: 1MiB, use: splice, pipes: 2}
            """;

    @AutoClose
    private final Targets targets = Targets.create();

    @ParameterizedTest
    @ValueSource(strings = {"read", "splice", "write"})
    void everyDrainTakesEverything(String mode) throws IOException {
        Path set = takeAndCompare(PLAIN, "--pre-dump-mode", mode);
        assertThat(Files.readString(set.resolve("manifest.json"))).containsPattern("\"mode\": ?\"" + mode + "\"");
    }

    @Test
    void drainsByMappingTakeEverythingTogether() throws IOException {
        Path set = takeAndCompare(RULES);
        assertThat(Files.readString(set.resolve("manifest.json")))
                .containsPattern("\"mode\": ?\"read\\+write\\+splice\"");
    }

    private Path takeAndCompare(String configuration, String... more) throws IOException {
        Path config = Files.writeString(targets.folder().resolve("config.yaml"), configuration);
        Keeper keeper = targets.keeper(KeeperPlan.everything(8));
        Path set = targets.folder().resolve("set");
        List<String> words = new ArrayList<>(List.of("pre-dump", "--config", config.toString()));
        words.addAll(List.of("-t", Long.toString(keeper.pid()), "-D", set.toString()));
        words.addAll(Arrays.asList(more));
        keeper.target().stop();
        Sluice.run(words.toArray(String[]::new)).succeeded();
        assertThat(Truth.compare(keeper.files(), set).differences()).isEmpty();
        keeper.target().resume();
        Sluice.run("verify", set.toString()).succeeded();
        assertThat(keeper.wrongPages()).isZero();
        return set;
    }
}
