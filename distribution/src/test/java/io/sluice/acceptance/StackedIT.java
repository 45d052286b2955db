package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.config.Configuration;
import io.sluice.control.Control;
import io.sluice.dump.PreDumpReport;
import io.sluice.dump.PreDumpRequest;
import io.sluice.dump.Tracking;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.copy.Holding;
import io.sluice.testkit.image.Crit;
import io.sluice.testkit.image.Truth;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.KeeperPlan;
import io.sluice.testkit.program.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A chain that is compressed and encrypted is made, looked at, worked on, and comes out plain; another goes to several sinks. */
class StackedIT {
    private static final Control CONTROL = Control.unlimited();

    @AutoClose
    private final Targets targets = Targets.create();

    private Keeper keeper;
    private String stack;

    @BeforeEach
    void begin() throws IOException {
        keeper = targets.keeper(KeeperPlan.everything(1));
        key("key", "5a");
        stack = "sink: [{use: zstd, level: 1}, {use: encrypt, key: key}, directory]";
    }

    /** Beside the configuration. */
    private Path key(String name, String digits) throws IOException {
        Path file = Files.writeString(targets.folder().resolve(name), digits.repeat(32) + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private io.sluice.Sluice open(String configuration) throws IOException {
        Path file = Files.writeString(targets.folder().resolve("config.yaml"), configuration + "\n");
        Path home = Sluice.launcher().getParent().getParent();
        return io.sluice.Sluice.open(Configuration.load(file, home));
    }

    private PreDumpReport next(io.sluice.Sluice sluice, int number, String drain) {
        Optional<String> parent = number == 1 ? Optional.empty() : Optional.of("../" + (number - 1));
        int pid = (int) keeper.pid();
        return sluice.preDump(
                new PreDumpRequest(pid, set(number), parent, Optional.of(drain), Optional.empty(), Tracking.ONE_SHOT),
                CONTROL);
    }

    private String set(int number) {
        return targets.folder().resolve("chain").resolve("" + number).toString();
    }

    private String out(String name) {
        return targets.folder().resolve(name).toString();
    }

    private void assertIsMemory(String set) {
        Truth.Findings findings = Truth.compare(keeper.files(), Path.of(set));
        assertThat(findings.differences()).isEmpty();
        assertThat(findings.listed()).isPositive();
    }

    /** A drain that would have the kernel write images goes through the buffer. */
    @Test
    void aChainIsReadBackAndComesOutPlain() throws IOException {
        try (io.sluice.Sluice sluice = open(stack)) {
            next(sluice, 1, "splice");
            keeper.touchAll(1);
            next(sluice, 2, "write");
            keeper.touchAll(2);
            keeper.target().stop();
            next(sluice, 3, "read");
            assertThat(sluice.chain(set(3), CONTROL).check().sound()).isTrue();
            assertThat(sluice.describe(set(3), CONTROL).sets()).hasSize(3);
            assertThatThrownBy(() -> sluice.export(set(3), out("alone"), false, CONTROL))
                    .hasMessageContaining("adds to ../2");
            sluice.export(set(3), out("out"), true, CONTROL);
            sluice.squash(set(3), out("whole"), CONTROL);
            sluice.export(out("whole"), out("plain"), false, CONTROL);
        }
        try (io.sluice.Sluice plain = open("")) {
            assertThat(plain.verify(out("out/3"), CONTROL).sets()).hasSize(3);
            assertThat(plain.verify(out("out/3"), CONTROL).problems()).isEmpty();
        }
        assertIsMemory(out("out/3"));
        assertIsMemory(out("plain"));
        if (Crit.installed()) {
            assertThat(Crit.complaints(Path.of(out("out/3")))).isEmpty();
        }
    }

    @Test
    void whoHasNotTheSinksOrTheKeyIsTold() throws IOException {
        try (io.sluice.Sluice sluice = open(stack)) {
            next(sluice, 1, "read");
        }
        assertRefused("", "through the sink 'encrypt'");
        assertRefused(stack.replace("{use: zstd, level: 1}, ", ""), "through the sink 'zstd'");
        assertRefused(stack.replace("key: key", "key: other"), "key " + out("other") + " cannot be read");
        key("other", "a5");
        assertRefused(stack.replace("key: key", "key: other"), "another key");
        assertRefused("sink: [{use: encrypt}, directory]", ErrorCode.PLUGIN, "has no key");
    }

    private void assertRefused(String configuration, String words) throws IOException {
        assertRefused(configuration, ErrorCode.CONFIG, words);
    }

    private void assertRefused(String configuration, ErrorCode code, String words) throws IOException {
        try (io.sluice.Sluice sluice = open(configuration)) {
            for (ThrowingCallable reading : List.<ThrowingCallable>of(
                    () -> sluice.describe(set(1), CONTROL), () -> sluice.verify(set(1), CONTROL))) {
                assertThatThrownBy(reading)
                        .isInstanceOfSatisfying(SluiceException.class, refused -> assertThat(refused.code())
                                .isEqualTo(code))
                        .hasMessageContaining(words);
            }
        }
    }

    @Test
    void aChainGoesToSeveralSinksAtOnce() throws IOException {
        String full =
                Files.writeString(targets.folder().resolve("file"), "no folder").toString();
        keeper.target().stop();
        try (io.sluice.Sluice sluice = open("copies: [{sink: [zstd, directory], to: " + out("there") + "}, {to: " + full
                + ", on-failure: drop}]")) {
            next(sluice, 1, "splice");
            PreDumpReport report = next(sluice, 2, "splice");
            assertThat(report.stored())
                    .extracting(Holding::sink)
                    .containsExactly("directory", "zstd+directory", "directory");
            assertThat(report.stored()).extracting(Holding::missing).startsWith(Optional.empty(), Optional.empty());
            assertThat(report.stored().get(2).missing()).isPresent();
        }
        assertIsMemory(set(2));
        try (io.sluice.Sluice sluice = open("sink: [zstd, directory]")) {
            sluice.export(out("there") + set(2), out("out"), true, CONTROL);
        }
        assertIsMemory(out("out/2"));
        try (io.sluice.Sluice sluice = open("copies: [{to: " + full + "}]")) {
            assertThatThrownBy(() -> next(sluice, 3, "read")).hasMessageContaining(full);
            assertThat(Path.of(set(3))).doesNotExist();
        }
    }
}
