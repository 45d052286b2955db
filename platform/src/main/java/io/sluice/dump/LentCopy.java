package io.sluice.dump;

import io.sluice.spi.memory.TaskMemory;
import java.util.Optional;
import java.util.function.Supplier;

/** The copy of its memory that one target may have made in the stop. */
final class LentCopy implements AutoCloseable {
    private Supplier<Optional<TaskCopy>> maker = Optional::empty;
    private Optional<TaskCopy> made = Optional.empty();

    /** Its drain may ask for one from now on. */
    void offer(Supplier<Optional<TaskCopy>> howToMake) {
        maker = howToMake;
    }

    /** Its drain may ask for none any more. */
    void withdraw() {
        maker = Optional::empty;
    }

    Optional<TaskMemory> get() {
        Supplier<Optional<TaskCopy>> once = maker;
        withdraw();
        if (made.isEmpty()) {
            made = once.get();
        }
        return made.map(TaskMemory.class::cast);
    }

    /** The one that was asked for. */
    Optional<TaskCopy> made() {
        return made;
    }

    @Override
    public void close() {
        made.ifPresent(TaskCopy::close);
    }
}
