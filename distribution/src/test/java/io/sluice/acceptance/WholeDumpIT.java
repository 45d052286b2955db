package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.testkit.program.Command;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.KeeperPlan;
import io.sluice.testkit.program.Target;
import io.sluice.testkit.program.Targets;
import io.sluice.testkit.program.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A parent that cannot be built on gives a whole dump, and the report says why. */
class WholeDumpIT {
    /** The next child gets the pid that the shell is told, where nobody else takes it in that moment. */
    private static final String TAKE_PID = "for attempt in 1 2 3 4 5 6 7 8 9 10; do"
            + " echo $(($0 - 1)) >/proc/sys/kernel/ns_last_pid; sleep 60 & [ $! = $0 ] && wait; kill $!; done";

    @AutoClose
    private final Targets targets = Targets.create();

    private Command.Outcome next(Target target, String... more) {
        String[] words = new String[more.length + 8];
        String[] begin = {
            "pre-dump", "--json", "-t", "" + target.pid(), "-D", folder("2").toString()
        };
        System.arraycopy(begin, 0, words, 0, begin.length);
        words[6] = "--prev-images-dir";
        words[7] = "../1";
        System.arraycopy(more, 0, words, 8, more.length);
        return Sluice.run(words).succeeded();
    }

    private void first(Target target) {
        Sluice.run("pre-dump", "-t", "" + target.pid(), "-D", folder("1").toString())
                .succeeded();
    }

    private Path folder(String name) {
        return targets.folder().resolve("chain").resolve(name);
    }

    private static void assertWhole(Command.Outcome outcome, String reason) {
        assertThat(outcome.out()).contains(reason).containsPattern("\"parent\": ?0\\b");
    }

    @Test
    void anIncrementHasNoReason() {
        Keeper keeper = targets.keeper(KeeperPlan.plain(1));
        first(keeper.target());
        assertThat(next(keeper.target()).out()).containsPattern("\"whole_because\": ?\\[\\]");
    }

    @Test
    void anExec() throws IOException {
        Path go = targets.folder().resolve("go");
        Target target = targets.start("sh", "-c", "while [ ! -e " + go + " ]; do sleep 0.1; done; exec sleep 60");
        first(target);
        Files.createFile(go);
        Waiting.until(() -> name(target).equals("sleep"), () -> "no exec");
        assertWhole(next(target), "has executed another program");
    }

    private static String name(Target target) {
        try {
            return Files.readString(Path.of("/proc/" + target.pid() + "/comm")).strip();
        } catch (IOException gone) {
            return "";
        }
    }

    @Test
    void aReusedPid() throws IOException {
        Path last = Path.of("/proc/sys/kernel/ns_last_pid");
        assumeTrue(Files.isWritable(last), "the next pid cannot be chosen here");
        Target target = targets.start("sleep", "60");
        first(target);
        target.forget();
        Target taker = targets.start("sh", "-c", TAKE_PID, Long.toString(target.pid()));
        Waiting.until(() -> target.alive() || !taker.alive(), () -> "pid " + target.pid() + " is not taken");
        assumeTrue(target.alive(), "others took the pid");
        assertWhole(next(target), "was reused");
    }

    @Test
    void anotherTracker() throws IOException {
        Keeper keeper = targets.keeper(KeeperPlan.plain(1));
        Path config = Files.writeString(targets.folder().resolve("config.yaml"), "tracker: none\n");
        Sluice.run(
                        "pre-dump",
                        "--config",
                        config.toString(),
                        "-t",
                        "" + keeper.pid(),
                        "-D",
                        folder("1").toString())
                .succeeded();
        assertWhole(next(keeper.target()), "was made with the tracker none, not hash");
    }

    @Test
    void noTracker() throws IOException {
        Keeper keeper = targets.keeper(KeeperPlan.plain(1));
        first(keeper.target());
        Path config = Files.writeString(targets.folder().resolve("config.yaml"), "tracker: none\n");
        assertWhole(next(keeper.target(), "--config", config.toString()), "no tracker is used");
    }
}
