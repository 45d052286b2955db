package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.Value.Mapping;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a component is told of its settings, and what a person is told of those that are wrong. */
final class ValueSettingsTest {
    private final Problems problems = new Problems();

    @Test
    void valuesAreAsWritten() {
        ValueSettings settings = settings(Map.of(
                "text", "a b", "choice", "none", "number", -3, "flag", false, "texts", List.of("x", 1), "one", "y"));
        assertThat(settings.text("text", "")).isEqualTo("a b");
        assertThat(settings.choice("choice", "fsync", List.of("fsync", "none"))).isEqualTo("none");
        assertThat(settings.number("number", 0, -3, 3)).isEqualTo(-3);
        assertThat(settings.flag("flag", true)).isFalse();
        assertThat(settings.texts("texts", List.of())).containsExactly("x", "1");
        assertThat(settings.texts("one", List.of())).containsExactly("y");
        settings.finish();
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void whatIsNotThereIsTheFallback() {
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("empty", null);
        ValueSettings settings = settings(nothing);
        assertThat(settings.text("empty", "t")).isEqualTo("t");
        assertThat(settings.choice("c", "fsync", List.of("fsync"))).isEqualTo("fsync");
        assertThat(settings.number("n", 7, 0, 1)).isEqualTo(7);
        assertThat(settings.bytes("b", 8, 0, 1)).isEqualTo(8);
        assertThat(settings.flag("f", true)).isTrue();
        assertThat(settings.texts("l", List.of("d"))).containsExactly("d");
        settings.finish();
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void filesAreRelativeToTheFolder() {
        Mapping written = ComponentChoice.of(
                        "encrypt", Map.of("near", "../key", "far", "/key", "none", "", "bad", "\0"))
                .settings();
        ValueSettings settings = new ValueSettings("sink 'encrypt'", written, problems, Path.of("/etc/sluice"));
        assertThat(settings.path("near")).contains(Path.of("/etc/key"));
        assertThat(settings.path("far")).contains(Path.of("/key"));
        assertThat(settings.path("none")).isEmpty();
        assertThat(settings.path("not-there")).isEmpty();
        assertThat(problems.all()).isEmpty();
        assertThat(settings.path("bad")).isEmpty();
        assertThat(problems.all()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "4096, 4096", "1KiB, 1024", "64 MiB, 67108864", "2GiB, 2147483648"})
    void bytesHaveUnits(String written, long expected) {
        assertThat(settings(Map.of("b", written)).bytes("b", -1, 0, Long.MAX_VALUE))
                .isEqualTo(expected);
        assertThat(problems.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "1K", "1MB", "1kib", "8589934592GiB", "9223372036854775808", "2GiB"})
    void otherBytesAreAProblem(String written) {
        assertThat(settings(Map.of("b", written)).bytes("b", 5, 0, 1 << 30)).isEqualTo(5);
        assertThat(problems.all()).hasSize(1);
    }

    @Test
    void whatDoesNotFitIsAProblemAndTheFallback() {
        ValueSettings settings = settings(
                Map.of("text", List.of(), "choice", "fync", "number", 4, "flag", "yes", "texts", List.of(Map.of())));
        assertThat(settings.text("text", "t")).isEqualTo("t");
        assertThat(settings.choice("choice", "none", List.of("fsync", "none"))).isEqualTo("none");
        assertThat(settings.number("number", 1, 0, 3)).isEqualTo(1);
        assertThat(settings.flag("flag", true)).isTrue();
        settings.texts("texts", List.of());
        assertThat(problems.all()).hasSize(5);
        assertThat(problems.all()).extracting(Problem::remedy).contains("did you mean 'fsync'?");
    }

    @Test
    void keysThatNobodyAskedForAreProblems() {
        ValueSettings settings = settings(Map.of("durabilty", "none"));
        settings.choice("durability", "fsync", List.of("fsync", "none"));
        settings.finish();
        assertThat(problems.all())
                .containsExactly(new Problem(
                        Place.PROGRAM, "sink 'directory' has no key 'durabilty'", "did you mean 'durability'?"));
    }

    private ValueSettings settings(Map<String, ?> values) {
        return new ValueSettings(
                "sink 'directory'", ComponentChoice.of("directory", values).settings(), problems);
    }
}
