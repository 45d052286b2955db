package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.sluice.kernel.Feature;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CheckCommandTest {
    private static final List<Feature> FEATURES = List.of(
            new Feature("stop", true, "", "trees can be stopped"),
            new Feature("soft-dirty", false, "not in this kernel", "CRIU cannot pre-dump here"));

    private final NotedPlatform platform = new NotedPlatform();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void listsAllFeaturesWithWhatTheyMean() {
        assertThat(run()).isZero();
        assertThat(out.toString())
                .containsPattern("stop +yes\n +trees can be stopped\n")
                .containsPattern("soft-dirty +no: not in this kernel\n +CRIU cannot pre-dump here\n");
    }

    @Test
    void answersForOneFeatureByItsStatus() {
        assertThat(run("--no-default-config", "--no-default-config", "-verbosity=0", "--feature", "stop"))
                .as("as CRIU's suite asks")
                .isZero();
        assertThat(run("--feature", "soft-dirty")).isEqualTo(1);
        assertThat(run("--feature", "teleport")).isEqualTo(2);
        assertThat(err.toString()).contains("'teleport'", "stop, soft-dirty").hasLineCount(1);
    }

    @Test
    void printsForPrograms() {
        run("--json");
        assertThat(JsonParser.parseString(out.toString()).getAsJsonObject().getAsJsonArray("features"))
                .hasSize(2);
    }

    private int run(String... arguments) {
        Surroundings surroundings =
                new Surroundings(platform, Path.of("no-such-home"), Map.of(), false, new Interruption());
        Failures failures = new Failures();
        return new CommandLine(new CheckCommand(surroundings, () -> FEATURES))
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
