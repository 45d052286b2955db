package io.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.spi.Availability;
import io.sluice.spi.drain.DrainStrategy;
import io.sluice.spi.drain.DrainStrategyFactory;
import io.sluice.spi.drain.TaskDrain;
import io.sluice.spi.memory.PageChunk;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.RegionKind;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The rules that every {@link DrainStrategy} keeps which needs no calls in the target, on the memory of a real process.
 */
public interface DrainStrategyContract {

    /** The factory of the strategy. */
    DrainStrategyFactory factory() throws Exception;

    @Test
    @DisplayName("D1: every page of a chunk is stored, ascending, with its bytes")
    default void d01StoresEveryPage() throws Exception {
        try (DrainStage stage = DrainStage.of(factory())) {
            PageChunk chunk = stage.chunk(RegionKind.ANONYMOUS, 0, 3, 5, 6, 100, 200);
            RecordingDestination destination = new RecordingDestination(null);
            assertThat(stage.drain().move(chunk, destination)).isTrue();
            assertThat(destination.pages()).isEqualTo(stage.truth(chunk));
        }
    }

    @Test
    @DisplayName("D2: a page that cannot be read is left out, and all others are there")
    default void d02LeavesOutWhatIsNotThere() throws Exception {
        try (DrainStage stage = DrainStage.of(factory())) {
            PageChunk chunk = stage.chunk(RegionKind.GUARD, 0, 64);
            RecordingDestination destination = new RecordingDestination(null);
            assertThat(stage.drain().move(chunk, destination)).isTrue();
            var expected = stage.truth(chunk);
            long guard = chunk.ranges().get(0).start() + 4 * 4096;
            expected.remove(guard);
            expected.remove(guard + 4096);
            assertThat(destination.pages()).isEqualTo(expected);
        }
    }

    @Test
    @DisplayName("D3: memory that the task itself cannot read is stored")
    default void d03StoresWhatHasNoRights() throws Exception {
        try (DrainStage stage = DrainStage.of(factory())) {
            PageChunk readable = stage.chunk(RegionKind.NONE, 0, 64);
            PageChunk chunk = new PageChunk(readable.ranges(), false);
            RecordingDestination destination = new RecordingDestination(null);
            assertThat(stage.drain().move(chunk, destination)).isTrue();
            assertThat(destination.pages()).isEqualTo(stage.truth(chunk));
        }
    }

    @Test
    @DisplayName("D4: of a task that is gone nothing is stored, and the answer says so")
    default void d04SaysThatATaskIsGone() throws Exception {
        try (DrainStage stage = DrainStage.of(factory())) {
            PageChunk chunk = stage.chunk(RegionKind.ANONYMOUS, 0, 16);
            stage.keeper().target().kill();
            RecordingDestination destination = new RecordingDestination(null);
            assertThat(stage.drain().move(chunk, destination)).isFalse();
            assertThat(destination.pages()).isEmpty();
        }
    }

    @Test
    @DisplayName("D5: what the destination throws comes through unchanged")
    default void d05PassesFailuresOn() throws Exception {
        IOException full = new IOException("No space left on device");
        try (DrainStage stage = DrainStage.of(factory())) {
            PageChunk chunk = stage.chunk(RegionKind.ANONYMOUS, 0, 16);
            assertThatThrownBy(() -> stage.drain().move(chunk, new RecordingDestination(full)))
                    .isSameAs(full);
        }
    }

    @Test
    @DisplayName("D6: a chunk is stored once")
    default void d06StoresOnce() throws Exception {
        try (DrainStage stage = DrainStage.of(factory())) {
            PageChunk chunk = stage.chunk(RegionKind.ANONYMOUS, 0, 256);
            RecordingDestination destination = new RecordingDestination(null);
            stage.drain().move(chunk, destination);
            assertThat(destination.stores()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("D7: several workers move several chunks at once")
    default void d07WorkersDoNotDisturbEachOther() throws Exception {
        try (DrainStage stage = DrainStage.of(factory())) {
            stage.moveAtOnce(Math.min(2, stage.strategy().parallelism()));
        }
    }

    @Test
    @DisplayName("D8: a drain leaves the task as it was")
    default void d08LeavesNothingBehind() throws Exception {
        try (DrainStage stage = DrainStage.of(factory())) {
            Keeper keeper = stage.keeper();
            var mappings = keeper.files().mappings();
            var descriptors = keeper.files().descriptors();
            stage.drain().move(stage.chunk(RegionKind.ANONYMOUS, 0, 256), new RecordingDestination(null));
            try (TaskDrain unused = stage.strategy().open(stage.target())) {
                assertThat(unused).isNotNull();
            }
            assertThat(keeper.files().mappings()).isEqualTo(mappings);
            assertThat(keeper.files().descriptors()).isEqualTo(descriptors);
            assertThat(keeper.wrongPages()).isZero();
        }
    }

    @Test
    @DisplayName("D9: the probe tries it for real, within a tenth of a second, and names are words")
    default void d09Probes() throws Exception {
        try (DrainStage stage = DrainStage.of(factory())) {
            factory().probe(stage.host());
            long begun = System.nanoTime();
            assertThat(factory().probe(stage.host())).isEqualTo(Availability.works());
            assertThat(System.nanoTime() - begun).isLessThan(100_000_000L);
            assertThat(factory().name()).matches("[a-z0-9-]+");
            assertThat(factory().summary().lines()).hasSize(1);
        }
    }
}
