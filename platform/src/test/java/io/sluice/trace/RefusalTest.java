package io.sluice.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.control.Control;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.program.CProgram;
import io.sluice.program.Target;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What cannot be stopped is refused, by name, before anything is touched. */
@Timeout(60)
class RefusalTest {

    @Test
    void thereIsNoSuchProcess() {
        SluiceException refused = refusal(Integer.MAX_VALUE);
        assertThat(refused.code()).isEqualTo(ErrorCode.TARGET_GONE);
        assertThat(refused).hasMessageContaining(String.valueOf(Integer.MAX_VALUE));
    }

    @Test
    void aProgramOf32Bits() {
        Path program = CProgram.of("foreign", "-m32", "-nostdlib", "-static");
        try (Target target = Target.startSilent(program)) {
            Target.await("its program", () -> io.sluice.proc.ProcFile.read("/proc/" + target.pid() + "/comm")
                    .filter(name -> new String(name, java.nio.charset.StandardCharsets.UTF_8).startsWith("foreign"))
                    .isPresent());
            SluiceException refused = refusal(target.pid());
            assertThat(refused.code()).isEqualTo(ErrorCode.TARGET_UNSUPPORTED);
            assertThat(refused).hasMessageContaining("foreign").hasMessageContaining("64-bit");
        }
    }

    @Test
    void aProcessThatIsTracedNamesItsTracer() {
        try (Target target = Target.start("threads", "2");
                Target tracer = Target.start("trace", String.valueOf(target.pid()))) {
            SluiceException refused = refusal(target.pid());
            assertThat(refused.code()).isEqualTo(ErrorCode.TARGET_UNSUPPORTED);
            assertThat(refused).hasMessageContaining("traced by process " + tracer.pid());
        }
    }

    @Test
    void aSingleThreadThatIsTracedIsFoundToo() {
        try (Target target = Target.start("threads", "2")) {
            int last = io.sluice.proc.ProcessTree.threads(target.pid()).stream()
                    .max(Integer::compare)
                    .orElseThrow();
            try (Target tracer = Target.start("trace", String.valueOf(last))) {
                assertThat(refusal(target.pid())).hasMessageContaining("traced by process " + tracer.pid());
            }
        }
    }

    @Test
    void aZombie() {
        try (Target target = Target.start("zombie-child")) {
            int child = (int) target.address(0);
            Target.await("its end", () -> Target.state(child) == 'Z');
            SluiceException refused = refusal(child);
            assertThat(refused.code()).isEqualTo(ErrorCode.TARGET_GONE);
            assertThat(refused).hasMessageContaining("zombie");
        }
    }

    @Test
    void aThreadOfTheKernel() {
        SluiceException refused = refusal(2);
        assertThat(refused.code()).isEqualTo(ErrorCode.TARGET_UNSUPPORTED);
        assertThat(refused).hasMessageContaining("kernel");
    }

    @Test
    void sluiceItself() {
        SluiceException refused = refusal((int) ProcessHandle.current().pid());
        assertThat(refused.code()).isEqualTo(ErrorCode.TARGET_UNSUPPORTED);
        assertThat(refused).hasMessageContaining("Sluice itself");
        assertThat(catchThrowableOfType(
                        SluiceException.class,
                        () -> TreeFreezer.freeze(
                                (int) ProcessHandle.current().pid(), Control.unlimited(), tree -> null)))
                .hasMessageContaining("Sluice itself");
    }

    private static SluiceException refusal(int root) {
        SluiceException refused = catchThrowableOfType(SluiceException.class, () -> TreeSurvey.of(root));
        assertThat(refused).isNotNull();
        assertThat(refused.remedy()).isNotBlank();
        assertThat(refused.getMessage()).doesNotContain("\n");
        return refused;
    }
}
