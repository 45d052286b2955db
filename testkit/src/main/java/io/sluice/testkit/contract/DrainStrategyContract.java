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
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;

/** The rules that every {@link DrainStrategy} keeps, on the memory of a real process in which calls can be made. */
@DisplayNameGeneration(RuleNames.class)
public interface DrainStrategyContract {

    /** The factory of the strategy. */
    DrainStrategyFactory factory() throws Exception;

    @Keeps(Rule.D01)
    default void d01StoresEveryPage() throws Exception {
        try (DrainStage stage = DrainStage.of(factory())) {
            PageChunk chunk = stage.chunk(RegionKind.ANONYMOUS, 0, 3, 5, 6, 100, 200);
            RecordingDestination destination = RecordingDestination.ofBytes();
            assertThat(stage.drain().move(chunk, destination)).isTrue();
            assertThat(destination.pages()).isEqualTo(stage.truth(chunk));
        }
    }

    @Keeps(Rule.D02)
    default void d02LeavesOutWhatIsNotThere() throws Exception {
        try (DrainStage stage = DrainStage.of(factory())) {
            PageChunk chunk = stage.chunk(RegionKind.GUARD, 0, 64);
            RecordingDestination destination = RecordingDestination.ofBytes();
            assertThat(stage.drain().move(chunk, destination)).isTrue();
            var expected = stage.truth(chunk);
            long guard = chunk.ranges().get(0).start() + 4 * 4096;
            expected.remove(guard);
            expected.remove(guard + 4096);
            assertThat(destination.pages()).isEqualTo(expected);
        }
    }

    @Keeps(Rule.D03)
    default void d03StoresWhatHasNoRights() throws Exception {
        try (DrainStage stage = DrainStage.of(factory())) {
            PageChunk readable = stage.chunk(RegionKind.NONE, 0, 64);
            PageChunk chunk = new PageChunk(readable.ranges(), false);
            RecordingDestination destination = RecordingDestination.ofBytes();
            assertThat(stage.drain().move(chunk, destination)).isTrue();
            assertThat(destination.pages()).isEqualTo(stage.truth(chunk));
        }
    }

    @Keeps(Rule.D04)
    default void d04SaysThatATaskIsGone() throws Exception {
        try (DrainStage stage = DrainStage.of(factory())) {
            PageChunk chunk = stage.chunk(RegionKind.ANONYMOUS, 0, 16);
            stage.keeper().target().kill();
            RecordingDestination destination = RecordingDestination.ofBytes();
            assertThat(stage.drain().move(chunk, destination)).isFalse();
            assertThat(destination.pages()).isEmpty();
        }
    }

    @Keeps(Rule.D05)
    default void d05PassesFailuresOn() throws Exception {
        IOException full = new IOException("No space left on device");
        try (DrainStage stage = DrainStage.of(factory())) {
            PageChunk chunk = stage.chunk(RegionKind.ANONYMOUS, 0, 16);
            assertThatThrownBy(() -> stage.drain().move(chunk, RecordingDestination.failing(Optional.empty(), full)))
                    .isSameAs(full);
        }
    }

    @Keeps(Rule.D06)
    default void d06StoresOnce() throws Exception {
        try (DrainStage stage = DrainStage.of(factory())) {
            PageChunk chunk = stage.chunk(RegionKind.ANONYMOUS, 0, 256);
            RecordingDestination destination = RecordingDestination.ofBytes();
            stage.drain().move(chunk, destination);
            assertThat(destination.stores()).isEqualTo(1);
        }
    }

    @Keeps(Rule.D07)
    default void d07WorkersDoNotDisturbEachOther() throws Exception {
        try (DrainStage stage = DrainStage.of(factory())) {
            stage.moveAtOnce(Math.min(2, stage.strategy().parallelism()));
        }
    }

    @Keeps(Rule.D08)
    default void d08LeavesNothingBehind() throws Exception {
        try (DrainStage stage = DrainStage.of(factory())) {
            Keeper keeper = stage.keeper();
            var mappings = keeper.files().mappings();
            var descriptors = keeper.files().descriptors();
            stage.drain().move(stage.chunk(RegionKind.ANONYMOUS, 0, 256), RecordingDestination.ofBytes());
            try (TaskDrain unused = stage.strategy().open(stage.target())) {
                assertThat(unused).isNotNull();
            }
            assertThat(keeper.files().mappings()).isEqualTo(mappings);
            assertThat(keeper.files().descriptors()).isEqualTo(descriptors);
            assertThat(keeper.wrongPages()).isZero();
        }
    }

    @Keeps(Rule.D09)
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

    @Keeps(Rule.D10)
    default void d10DoesWithoutCalls() throws Exception {
        try (DrainStage stage = DrainStage.of(factory());
                TaskDrain without = stage.strategy().open(stage.targetWithoutCalls());
                LentImage image = stage.image()) {
            PageChunk chunk = stage.chunk(RegionKind.ANONYMOUS, 0, 3, 5, 6, 100, 200);
            RecordingDestination destination = RecordingDestination.into(image);
            assertThat(without.move(chunk, destination)).isTrue();
            assertThat(destination.pages()).isEqualTo(stage.truth(chunk));
        }
    }

    @Keeps(Rule.D11)
    default void d11StoresIntoAnImage() throws Exception {
        try (DrainStage stage = DrainStage.of(factory());
                LentImage image = stage.image()) {
            for (int i = 0; i < 4; i++) {
                PageChunk chunk = stage.chunk(RegionKind.ANONYMOUS, i * 256, i * 256 + 3, i * 256 + 9, i * 256 + 250);
                RecordingDestination destination = RecordingDestination.into(image);
                assertThat(stage.drain().move(chunk, destination)).isTrue();
                assertThat(destination.pages()).isEqualTo(stage.truth(chunk));
                assertThat(destination.stores()).isEqualTo(1);
            }
        }
    }

    @Keeps(Rule.D12)
    default void d12LeavesOutOfAnImage() throws Exception {
        try (DrainStage stage = DrainStage.of(factory());
                LentImage image = stage.image()) {
            PageChunk guarded = stage.chunk(RegionKind.GUARD, 0, 64);
            var expected = stage.truth(guarded);
            long guard = guarded.ranges().get(0).start() + 4 * 4096;
            expected.remove(guard);
            expected.remove(guard + 4096);
            RecordingDestination destination = RecordingDestination.into(image);
            assertThat(stage.drain().move(guarded, destination)).isTrue();
            assertThat(destination.pages()).isEqualTo(expected);

            PageChunk forbidden =
                    new PageChunk(stage.chunk(RegionKind.NONE, 0, 64).ranges(), false);
            RecordingDestination next = RecordingDestination.into(image);
            assertThat(stage.drain().move(forbidden, next)).isTrue();
            assertThat(next.pages()).isEqualTo(stage.truth(forbidden));
        }
    }

    @Keeps(Rule.D13)
    default void d13KeepsUpWithUnmapping() throws Exception {
        try (DrainStage stage = DrainStage.of(factory());
                LentImage image = stage.image()) {
            stage.moveWhileUnmapping(image);
        }
    }

    @Keeps(Rule.D14)
    default void d14IsNotHeldByTheTasksLimits() throws Exception {
        try (DrainStage stage = DrainStage.of(factory());
                LentImage image = stage.image()) {
            PageChunk chunk = stage.chunk(RegionKind.ANONYMOUS, 0, 256);
            var expected = stage.truth(chunk);
            stage.calls().limitFiles(image.end() + 100 * 4096 + 77);
            RecordingDestination destination = RecordingDestination.into(image);
            assertThat(stage.drain().move(chunk, destination)).isTrue();
            assertThat(destination.pages()).isEqualTo(expected);
        }
    }

    @Keeps(Rule.D15)
    default void d15EndsWithTheTask() throws Exception {
        IOException full = new IOException("No space left on device");
        try (DrainStage stage = DrainStage.of(factory());
                LentImage image = stage.image()) {
            PageChunk chunk = stage.chunk(RegionKind.ANONYMOUS, 0, 16);
            assertThatThrownBy(() -> stage.drain().move(chunk, RecordingDestination.failing(Optional.of(image), full)))
                    .isSameAs(full);
            stage.keeper().target().kill();
            RecordingDestination destination = RecordingDestination.into(image);
            assertThat(stage.drain().move(chunk, destination)).isFalse();
            assertThat(destination.pages()).isEmpty();
        }
    }
}
