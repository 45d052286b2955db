package io.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.spi.Availability;
import io.sluice.spi.ComponentException;
import io.sluice.spi.Host;
import io.sluice.spi.Settings;
import io.sluice.spi.drain.DrainStrategy;
import io.sluice.spi.drain.DrainStrategyFactory;
import io.sluice.spi.drain.DrainTarget;
import io.sluice.spi.drain.PageDestination;
import io.sluice.spi.drain.TaskDrain;
import io.sluice.spi.memory.Descriptor;
import io.sluice.spi.memory.InjectedCalls;
import io.sluice.spi.memory.PageChunk;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.memory.ReadResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A plain drain, a page at a time, keeps every rule; broken ones do not. */
class DrainStrategyContractTest implements DrainStrategyContract {
    private Flaw flaw = Flaw.NONE;

    enum Flaw {
        NONE(""),
        SKIPS_THE_LAST_PAGE("d01StoresEveryPage"),
        INVENTS_ZEROS("d02LeavesOutWhatIsNotThere"),
        HONOURS_RIGHTS("d03StoresWhatHasNoRights"),
        SILENT_ABOUT_DEATH("d04SaysThatATaskIsGone"),
        WRAPS_FAILURES("d05PassesFailuresOn"),
        STORES_TWICE("d06StoresOnce"),
        SHARES_A_BUFFER("d07WorkersDoNotDisturbEachOther"),
        DOES_NOT_PROBE("d09Probes"),
        NEEDS_CALLS("d10DoesWithoutCalls"),
        LEAVES_A_GAP("d11StoresIntoAnImage"),
        ANSWERS_FOR_ALL("d12LeavesOutOfAnImage"),
        STOPS_AT_THE_FIRST("d13KeepsUpWithUnmapping"),
        HELD_BY_LIMITS("d14IsNotHeldByTheTasksLimits"),
        DEAD_BUT_WILLING("d15EndsWithTheTask");

        private final String rule;

        Flaw(String rule) {
            this.rule = rule;
        }
    }

    @Override
    public DrainStrategyFactory factory() {
        return new PlainFactory(flaw);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void theRuleCanFail(Flaw broken) {
        flaw = broken;
        assertThatThrownBy(
                        () -> DrainStrategyContract.class.getMethod(broken.rule).invoke(this))
                .cause()
                .isInstanceOfAny(AssertionError.class, java.util.concurrent.ExecutionException.class);
    }

    private record PlainFactory(Flaw flaw) implements DrainStrategyFactory {
        @Override
        public DrainStrategy create(Host host, Settings settings) {
            return target -> new PlainDrain(flaw, target, ByteBuffer.allocateDirect(1 << 20));
        }

        @Override
        public String name() {
            return "plain";
        }

        @Override
        public String summary() {
            return "reads a page at a time";
        }

        @Override
        public Availability probe(Host host) {
            ByteBuffer read =
                    ByteBuffer.allocateDirect((int) host.sample().range().bytes());
            host.sample().memory().readForced(host.sample().range(), read);
            boolean equal = host.sample().equalTo(read.flip()) && flaw != Flaw.DOES_NOT_PROBE;
            return equal ? Availability.works() : new Availability.Missing("cannot read", "none");
        }
    }

    private record PlainDrain(Flaw flaw, DrainTarget target, ByteBuffer shared) implements TaskDrain {
        @Override
        public boolean move(PageChunk chunk, PageDestination destination) throws IOException {
            List<PageRange> moved = new ArrayList<>();
            ByteBuffer buffer = flaw == Flaw.SHARES_A_BUFFER ? shared.clear() : destination.buffer();
            for (PageRange range : chunk.ranges()) {
                for (long page = range.start(); page < range.end(); page += 4096) {
                    PageRange one = new PageRange(page, page + 4096);
                    ReadResult result = flaw == Flaw.HONOURS_RIGHTS
                            ? target.memory().read(List.of(one), buffer)
                            : target.memory().readForced(one, buffer);
                    if (result.ending() == ReadResult.Ending.GONE) {
                        return flaw == Flaw.SILENT_ABOUT_DEATH || flaw == Flaw.DEAD_BUT_WILLING;
                    }
                    if (result.bytes() == 4096) {
                        moved.add(one);
                    } else if (flaw == Flaw.INVENTS_ZEROS) {
                        buffer.position(buffer.position() + 4096);
                        moved.add(one);
                    } else if (flaw == Flaw.STOPS_AT_THE_FIRST) {
                        break;
                    }
                }
            }
            if (flaw == Flaw.NEEDS_CALLS && target.calls().isEmpty()) {
                moved.clear();
            }
            if (destination.takesDescriptor()) {
                destination.store((image, offset) -> intoImage(chunk, moved, buffer, image, offset));
            } else {
                finish(moved, buffer, destination);
            }
            return true;
        }

        private List<PageRange> intoImage(
                PageChunk chunk, List<PageRange> moved, ByteBuffer buffer, Descriptor image, long offset)
                throws IOException {
            if (flaw == Flaw.HELD_BY_LIMITS) {
                return written(moved, image, offset);
            }
            Path open = Path.of("/proc/self/fd/" + image.number());
            try (FileChannel channel = FileChannel.open(open, StandardOpenOption.WRITE)) {
                channel.write(buffer.flip(), flaw == Flaw.LEAVES_A_GAP ? offset + 4096 : offset);
            }
            return flaw == Flaw.ANSWERS_FOR_ALL ? chunk.ranges() : moved;
        }

        private List<PageRange> written(List<PageRange> moved, Descriptor image, long offset) throws IOException {
            try {
                InjectedCalls calls = target.calls().orElseThrow();
                long pages = calls.pwritev(calls.lend(image), offset, moved) / 4096;
                return moved.subList(0, (int) pages);
            } catch (ComponentException gone) {
                throw new IOException(gone);
            }
        }

        private void finish(List<PageRange> moved, ByteBuffer buffer, PageDestination destination) throws IOException {
            if (flaw == Flaw.SKIPS_THE_LAST_PAGE) {
                moved.remove(moved.size() - 1);
            }
            if (flaw == Flaw.SHARES_A_BUFFER) {
                destination.buffer().put(buffer.duplicate().position(4096).limit(8192));
            }
            try {
                destination.store(moved);
            } catch (IOException failure) {
                throw flaw == Flaw.WRAPS_FAILURES ? new IOException("wrapped", failure) : failure;
            }
            if (flaw == Flaw.STORES_TWICE) {
                destination.store(moved);
            }
        }
    }
}
