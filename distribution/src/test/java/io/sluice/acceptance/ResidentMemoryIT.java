package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.proc.TaskFiles;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.KeeperPlan;
import io.sluice.testkit.program.Targets;
import io.sluice.testkit.program.Waiting;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Sluice needs 160 MiB at most, whatever the target's size. */
class ResidentMemoryIT {
    static final long MOST_KIBIBYTES = 160 * 1024;

    @AutoClose
    private final Targets targets = Targets.create();

    @Test
    void sluiceStaysSmall() {
        Keeper keeper = targets.keeper(KeeperPlan.plain(Form.count(384, 4096)));
        Rounds rounds = new Rounds(targets.folder().resolve("chain"), keeper.target());
        for (int round = 0; round < 3; round++) {
            keeper.write(20_000);
            Process process = Sluice.start(targets.folder().resolve("log-" + round), rounds.arguments());
            long highest = highestUntilTheEnd(process);
            assertThat(process.exitValue()).isZero();
            rounds.succeeded();
            assertThat(highest).as("KiB in round " + round).isBetween(10L * 1024, MOST_KIBIBYTES);
        }
    }

    /** The most that it, or a process that it started, had resident, in KiB. */
    static long highestUntilTheEnd(Process process) {
        long highest = 0;
        while (process.isAlive()) {
            highest = Math.max(highest, residentOfAll(process));
            Waiting.pause(1);
        }
        return highest;
    }

    private static long residentOfAll(Process process) {
        return new TaskFiles(process.pid())
                .tree().stream().mapToLong(ResidentMemoryIT::highest).max().orElse(0);
    }

    private static long highest(TaskFiles task) {
        try {
            String line = task.status("VmHWM").replace(" kB", "");
            return line.isEmpty() ? 0 : Long.parseLong(line);
        } catch (UncheckedIOException gone) {
            return 0;
        }
    }
}
