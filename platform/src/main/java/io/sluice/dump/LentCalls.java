package io.sluice.dump;

import io.sluice.spi.memory.InjectedCalls;
import io.sluice.spi.memory.PageRange;
import io.sluice.trace.shadow.Shadows;
import java.util.List;
import java.util.Optional;

/** The calls that one target is lent in one round: made ready once its drain asks for them. */
final class LentCalls implements AutoCloseable {
    private final Shadows shadows;
    private final Optional<Integer> pid;

    private LentCalls(Shadows shadows, Optional<Integer> pid) {
        this.shadows = shadows;
        this.pid = pid;
    }

    /** Those of a task; in a shared segment nobody makes calls. */
    static LentCalls of(Shadows shadows, TargetIdentity identity) {
        return new LentCalls(
                shadows,
                identity instanceof TargetIdentity.OfTask task
                        ? Optional.of(task.entry().hostPid())
                        : Optional.empty());
    }

    Optional<InjectedCalls> get() {
        return pid.flatMap(shadows::calls).map(InjectedCalls.class::cast);
    }

    /** What of the target's mappings is there for the calls alone. */
    List<PageRange> scratch() {
        return pid.map(shadows::scratch).orElse(List.of());
    }

    /** Where there is something of ours in place of zeros. */
    List<PageRange> traces() {
        return pid.map(shadows::traces).orElse(List.of());
    }

    @Override
    public void close() {
        pid.ifPresent(shadows::close);
    }
}
