package io.sluice.benchmark.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.benchmark.work.CannotMeasureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
    @TempDir
    private Path folder;

    @Test
    void givesBackWhatWasAdded() {
        Path path = folder.resolve("results.jsonl");
        Results results = ExampleResults.some();
        ResultFile file = ResultFile.begin(path, results.setting());
        results.rounds().forEach(file::add);
        results.failures().forEach(file::add);
        assertThat(ResultFile.read(path)).isEqualTo(results);
    }

    @Test
    void refusesAFileWithoutASetting() throws IOException {
        Path path = Files.writeString(folder.resolve("results.jsonl"), "");
        assertThatThrownBy(() -> ResultFile.read(path)).isInstanceOf(CannotMeasureException.class);
    }
}
