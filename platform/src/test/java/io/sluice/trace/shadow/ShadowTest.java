package io.sluice.trace.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.kernel.Architecture.Call;
import io.sluice.proc.ProcFile;
import io.sluice.proc.ProcessTree;
import io.sluice.program.Target;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shadow makes calls, and takes all of itself with it. */
@Timeout(60)
class ShadowTest {

    @ParameterizedTest
    @ValueSource(strings = {"threads 4", "single"})
    void itMakesCallsWhileTheTargetRunsAndLeavesNothing(String mode) {
        try (Target target = Target.start(mode.split(" ", -1))) {
            target.awaitBeats();
            Condition before = Condition.of(target.pid());
            for (int i = 0; i < 20; i++) {
                try (Shadow shadow = Shadow.in(target.pid())) {
                    assertThat(shadow.call(Call.GETPID)).isIn((long) target.pid(), (long) shadow.id());
                    target.awaitBeats();
                    assertThat(shadow.attempt(Call.CLOSE, 4711)).isEqualTo(-9);
                }
                assertThat(Condition.of(target.pid())).isEqualTo(before);
            }
            target.awaitBeats();
            assertThat(target.wrong()).isZero();
            assertThat(target.childEvents()).isZero();
        }
    }

    /** What others can see of a process, and what a shadow could leave. */
    record Condition(String mappings, int threads, int children, String descriptors, long vdsoOwn) {
        static Condition of(int pid) {
            String[] files = new java.io.File("/proc/" + pid + "/fd").list();
            java.util.Arrays.sort(files);
            return new Condition(
                    text("/proc/" + pid + "/maps"),
                    ProcessTree.threads(pid).size(),
                    ProcessTree.processes(pid).size(),
                    String.join(" ", files),
                    vdsoOwn(text("/proc/" + pid + "/smaps")));
        }

        private static String text(String path) {
            return new String(ProcFile.read(path).orElseThrow(), StandardCharsets.UTF_8);
        }

        /** Kilobytes of the vdso that are the process's own copy. */
        private static long vdsoOwn(String smaps) {
            String vdso = smaps.substring(smaps.indexOf("[vdso]"));
            String line = vdso.substring(vdso.indexOf("Anonymous:"));
            return Long.parseLong(line.substring(0, line.indexOf('\n')).replaceAll("\\D", ""));
        }
    }
}
