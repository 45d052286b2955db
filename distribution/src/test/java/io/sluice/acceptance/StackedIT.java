package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.image.Crit;
import io.sluice.testkit.image.Truth;
import io.sluice.testkit.program.Command;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.KeeperPlan;
import io.sluice.testkit.program.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A chain that is compressed and encrypted is made, looked at, worked on, and comes out plain. */
class StackedIT {
    @AutoClose
    private final Targets targets = Targets.create();

    private final List<Path> sets = new ArrayList<>();
    private Keeper keeper;
    private String stacked;

    @BeforeEach
    void begin() throws IOException {
        Path key = targets.folder().resolve("key");
        Files.writeString(key, "5a".repeat(32) + "\n");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        stacked = config("stacked", "[{use: zstd, level: 1}, {use: encrypt, key: " + key + "}, directory]");
        keeper = targets.keeper(KeeperPlan.everything(1));
    }

    private String config(String name, String sink) throws IOException {
        return "--config=" + Files.writeString(targets.folder().resolve(name + ".yaml"), "sink: " + sink + "\n");
    }

    private Path next(String drain) {
        Path set = targets.folder().resolve("chain").resolve("" + (sets.size() + 1));
        List<String> words = new ArrayList<>(
                List.of("pre-dump", stacked, "-t", "" + keeper.pid(), "-D", "" + set, "--pre-dump-mode", drain));
        if (!sets.isEmpty()) {
            words.addAll(List.of("--prev-images-dir", "../" + sets.size()));
        }
        Sluice.run(words.toArray(String[]::new)).succeeded();
        sets.add(set);
        return set;
    }

    /** A drain that would have the kernel write images goes through the buffer. */
    private Path chain() {
        next("splice");
        keeper.touchAll(1);
        next("write");
        keeper.touchAll(2);
        keeper.target().stop();
        return next("read");
    }

    private void assertIsMemory(Path set) {
        Truth.Findings findings = Truth.compare(keeper.files(), set);
        assertThat(findings.differences()).isEmpty();
        assertThat(findings.listed()).isPositive();
    }

    @Test
    void aChainIsReadBackAndComesOutPlain() {
        Path newest = chain();
        Sluice.run("verify", stacked, "" + newest).succeeded();
        assertThat(Sluice.run("show", stacked, "" + newest).succeeded().out()).contains("stopped for");
        assertThat(Sluice.run("chain", stacked, "" + newest).succeeded().out()).contains("sound");
        Path out = targets.folder().resolve("out");
        Sluice.assertRefused(Sluice.run("export", stacked, "" + newest, "" + out), "--chain");
        Sluice.run("export", stacked, "--chain", "" + newest, "" + out).succeeded();
        assertThat(Sluice.run("verify", "" + out.resolve("3")).succeeded().out())
                .contains("3 sets");
        assertIsMemory(out.resolve("3"));
        if (Crit.installed()) {
            assertThat(Crit.complaints(out.resolve("3"))).isEmpty();
        }
        Path whole = targets.folder().resolve("whole");
        Sluice.run("chain", "squash", stacked, "" + newest, "-D", "" + whole).succeeded();
        Path plain = targets.folder().resolve("plain");
        Sluice.run("export", stacked, "" + whole, "" + plain).succeeded();
        assertIsMemory(plain);
    }

    @Test
    void whoHasNotTheSinksOrTheKeyIsTold() throws IOException {
        Path set = next("read");
        Sluice.assertRefused(Sluice.run("show", "" + set), "through the sink 'encrypt'");
        Path other = targets.folder().resolve("other");
        Files.writeString(other, "a5".repeat(32));
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-------"));
        String wrong = config("wrong", "[zstd, {use: encrypt, key: " + other + "}, directory]");
        Sluice.assertRefused(Sluice.run("verify", wrong, "" + set), "another key");
        String half = config("half", "[{use: encrypt, key: " + targets.folder().resolve("key") + "}, directory]");
        Sluice.assertRefused(Sluice.run("show", half, "" + set), "through the sink 'zstd'");
        String keyless = config("keyless", "[zstd, {use: encrypt}, directory]");
        Sluice.assertRefused(Sluice.run("show", keyless, "" + set), "has no key");
        Command.Outcome upside = Sluice.run("show", config("upside", "[directory, zstd]"), "" + set);
        Sluice.assertRefused(upside, "name it last");
    }

    @Test
    void aChainGoesToSeveralSinksAtOnce() throws IOException {
        Path there = targets.folder().resolve("there");
        Path file = Files.writeString(targets.folder().resolve("file"), "no folder");
        stacked = "--config="
                + Files.writeString(
                        targets.folder().resolve("copies.yaml"),
                        "copies: [{sink: [zstd, directory], to: " + there + "}, {to: " + file
                                + ", on-failure: drop}]\n");
        keeper.target().stop();
        next("splice");
        Path second = next("splice");
        Path copy = Path.of(there + second.toString());
        String zstd = config("zstd", "[zstd, directory]");
        assertThat(Sluice.run("verify", zstd, "" + copy).succeeded().out()).contains("2 sets");
        assertIsMemory(second);
        Path out = targets.folder().resolve("out");
        Sluice.run("export", zstd, "--chain", "" + copy, "" + out).succeeded();
        assertIsMemory(out.resolve("2"));
        Path third = targets.folder().resolve("chain/3");
        Command.Outcome told = Sluice.run("pre-dump", stacked, "-t", "" + keeper.pid(), "-D", "" + third)
                .succeeded();
        assertThat(told.out()).contains("zstd+directory holds " + there, "directory does not hold " + file);
        String required = "--config="
                + Files.writeString(targets.folder().resolve("required.yaml"), "copies: [{to: " + file + "}]\n");
        Path fourth = targets.folder().resolve("chain/4");
        Sluice.assertRefused(Sluice.run("pre-dump", required, "-t", "" + keeper.pid(), "-D", "" + fourth), "" + file);
        assertThat(fourth).doesNotExist();
    }
}
