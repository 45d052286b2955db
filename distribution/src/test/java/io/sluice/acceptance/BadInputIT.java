package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.testkit.program.Command;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.KeeperPlan;
import io.sluice.testkit.program.Targets;
import io.sluice.testkit.program.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Whatever cannot be is said in a line, with a status, and nothing is lost by it. */
class BadInputIT {
    @AutoClose
    private final Targets targets = Targets.create();

    private final Path set = targets.folder().resolve("set");

    @Test
    void noSuchProcess() {
        Keeper keeper = targets.keeper(KeeperPlan.plain(1));
        keeper.target().forget();
        Sluice.assertRefused(preDump(keeper.pid()), Long.toString(keeper.pid()));
        assertThat(set.resolve("inventory.img")).doesNotExist();
    }

    @Test
    void aProcessThatIsNoNumber() {
        Command.Outcome outcome = Sluice.run("pre-dump", "-t", "nobody", "-D", set.toString());
        assertThat(outcome.status()).isEqualTo(2);
        Sluice.assertNoTrace(outcome);
        assertThat(outcome.err()).contains("nobody");
    }

    @Test
    void aKernelThread() {
        Command.Outcome outcome = Sluice.run("pre-dump", "-t", "2", "-D", set.toString());
        Sluice.assertRefused(outcome);
    }

    @Test
    void aProcessTracedByAnother() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/strace")), "there is no strace");
        Keeper keeper = targets.keeper(KeeperPlan.plain(1));
        targets.start("strace", "-f", "-o", "/dev/null", "-p", Long.toString(keeper.pid()));
        Waiting.until(() -> !keeper.files().status("TracerPid").equals("0"), () -> "strace does not attach");
        Sluice.assertRefused(preDump(keeper.pid()));
    }

    @Test
    void noRights() {
        Keeper keeper = targets.keeper(KeeperPlan.plain(1));
        List<String> words = new ArrayList<>(
                List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "--no-new-privs"));
        List<String> trial = new ArrayList<>(words);
        trial.addAll(Sluice.words("--version"));
        assumeTrue(Command.of(trial).run().status() == 0, "another user cannot start the built command here");
        words.addAll(Sluice.words("pre-dump", "-t", "" + keeper.pid(), "-D", "/tmp/sluice-denied-" + keeper.pid()));
        Sluice.assertRefused(Command.of(words).in(Path.of("/tmp")).run());
        assertThat(Path.of("/tmp/sluice-denied-" + keeper.pid(), "inventory.img"))
                .doesNotExist();
        assertThat(keeper.harm()).isZero();
    }

    @Test
    void noSpace() {
        Keeper keeper = targets.keeper(KeeperPlan.plain(8));
        try (Mounted disk = Mounted.memory(targets.folder().resolve("small"), "size=1m")) {
            Command.Outcome outcome =
                    preDump(keeper.pid(), disk.folder().resolve("set").toString());
            Sluice.assertRefused(outcome);
            assertThat(outcome.status()).isEqualTo(10);
            assertThat(disk.folder().resolve("set").resolve("inventory.img")).doesNotExist();
        }
        assertThat(keeper.wrongPages()).isZero();
    }

    @Test
    void aFolderThatIsNotWritable() {
        Keeper keeper = targets.keeper(KeeperPlan.plain(1));
        try (Mounted disk = Mounted.memory(targets.folder().resolve("read-only"), "ro")) {
            Command.Outcome outcome =
                    preDump(keeper.pid(), disk.folder().resolve("set").toString());
            Sluice.assertRefused(outcome);
            assertThat(outcome.status()).isEqualTo(10);
        }
    }

    @Test
    void aFolderThatHoldsASetAlready() throws IOException {
        Keeper keeper = targets.keeper(KeeperPlan.plain(1));
        preDump(keeper.pid()).succeeded();
        byte[] manifest = Files.readAllBytes(set.resolve("manifest.json"));
        Command.Outcome outcome = preDump(keeper.pid());
        Sluice.assertRefused(outcome);
        assertThat(outcome.status()).isEqualTo(7);
        assertThat(Files.readAllBytes(set.resolve("manifest.json"))).isEqualTo(manifest);
        Sluice.run("verify", set.toString()).succeeded();
    }

    @Test
    void aFolderThatHoldsALogIsTaken() throws IOException {
        Keeper keeper = targets.keeper(KeeperPlan.plain(1));
        Files.createDirectories(set);
        Files.writeString(set.resolve("my.log"), "mine");
        preDump(keeper.pid()).succeeded();
        assertThat(set.resolve("my.log")).content().isEqualTo("mine");
        Sluice.run("verify", set.toString()).succeeded();
    }

    @Test
    void aParentThatIsNotThere() {
        Keeper keeper = targets.keeper(KeeperPlan.plain(1));
        Command.Outcome outcome = preDump(keeper.pid(), set.toString(), "--prev-images-dir", "../nowhere");
        Sluice.assertRefused(outcome);
        assertThat(outcome.status()).isEqualTo(8);
        assertThat(set.resolve("inventory.img")).doesNotExist();
    }

    @Test
    void aBrokenParent() throws IOException {
        Keeper keeper = targets.keeper(KeeperPlan.plain(1));
        Path parent = targets.folder().resolve("parent-set");
        preDump(keeper.pid(), parent.toString()).succeeded();
        Path pagemap = parent.resolve("pagemap-" + keeper.pid() + ".img");
        byte[] bytes = Files.readAllBytes(pagemap);
        bytes[bytes.length / 2] ^= 4;
        Files.write(pagemap, bytes);
        Command.Outcome outcome = preDump(keeper.pid(), set.toString(), "--prev-images-dir", "../parent-set");
        Sluice.assertRefused(outcome);
        assertThat(outcome.status()).isEqualTo(9);
        assertThat(set.resolve("inventory.img")).doesNotExist();
    }

    @Test
    void aParentWithoutItsManifest() throws IOException {
        Keeper keeper = targets.keeper(KeeperPlan.plain(1));
        Path parent = targets.folder().resolve("parent-set");
        preDump(keeper.pid(), parent.toString()).succeeded();
        Files.delete(parent.resolve("manifest.json"));
        Sluice.assertDamaged(Sluice.run("verify", parent.toString()));
        Sluice.assertRefused(preDump(keeper.pid(), set.toString(), "--prev-images-dir", parent.toString()));
    }

    @Test
    void anUnknownMode() {
        Keeper keeper = targets.keeper(KeeperPlan.plain(1));
        Command.Outcome outcome = preDump(keeper.pid(), set.toString(), "--pre-dump-mode", "teleport");
        Sluice.assertRefused(outcome, "teleport");
        assertThat(outcome.status()).isEqualTo(2);
    }

    @Test
    void anUnknownOption() {
        Command.Outcome outcome = Sluice.run("pre-dump", "-t", "1", "-D", set.toString(), "--faster");
        assertThat(outcome.status()).isEqualTo(2);
        Sluice.assertNoTrace(outcome);
        assertThat(outcome.err()).contains("--faster");
    }

    @Test
    void aBadConfigNamesAllItsProblemsWithTheirLines() throws IOException {
        Keeper keeper = targets.keeper(KeeperPlan.plain(1));
        Path config = targets.folder().resolve("config.yaml");
        Files.writeString(config, "drain: 17\n\ntracker: [a, b]\nsinck: directory\n");
        Command.Outcome outcome = preDump(keeper.pid(), set.toString(), "--config", config.toString());
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(2);
        Sluice.assertNoTrace(outcome);
        assertThat(outcome.err()).contains("sinck").contains("3").contains("4");
        assertThat(set.resolve("inventory.img")).doesNotExist();
    }

    @Test
    void aConfigThatNamesAMissingPlugin() throws IOException {
        Keeper keeper = targets.keeper(KeeperPlan.plain(1));
        Path config = targets.folder().resolve("config.yaml");
        Files.writeString(config, "drain: teleport\n");
        Command.Outcome outcome = preDump(keeper.pid(), set.toString(), "--config", config.toString());
        Sluice.assertRefused(outcome, "teleport");
        assertThat(keeper.files().status("TracerPid")).isEqualTo("0");
    }

    @Test
    void outOfTime() {
        Keeper keeper = targets.keeper(KeeperPlan.plain(1024));
        Command.Outcome outcome = preDump(keeper.pid(), set.toString(), "--timeout", "1");
        if (outcome.status() != 0) {
            Sluice.assertRefused(outcome);
            assertThat(outcome.status()).isEqualTo(11);
            assertThat(set.resolve("inventory.img")).doesNotExist();
        }
        assertThat(keeper.harm()).isZero();
    }

    private Command.Outcome preDump(long pid) {
        return preDump(pid, set.toString());
    }

    private static Command.Outcome preDump(long pid, String folder, String... more) {
        List<String> words = new ArrayList<>(List.of("pre-dump", "-t", Long.toString(pid), "-D", folder));
        words.addAll(List.of(more));
        return Sluice.run(words.toArray(String[]::new));
    }
}
