package io.sluice.memory;

import io.sluice.spi.ComponentException;
import io.sluice.spi.memory.PageChunk;
import io.sluice.spi.memory.ReadResult.Ending;
import io.sluice.spi.memory.TaskMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Few pages, planned and read in a stop, so that the transfer that was planned can be made after it. One of a crew plans, and the
 * others read meanwhile what is planned already.
 */
public final class PlannedReading {
    private static final Placed END = new Placed(null, 0);
    private final TaskMemory memory;
    private final ByteBuffer room;
    private final BlockingQueue<Placed> planned = new LinkedBlockingQueue<>();
    private final List<Placed> last = new ArrayList<>();
    private int taken;
    private volatile Optional<PagePlan> plan = Optional.empty();
    private volatile boolean whole = true;

    /** A chunk, and where in the room its bytes are to lie. */
    private record Placed(PageChunk chunk, int at) {}

    private PlannedReading(TaskMemory memory, ByteBuffer room) {
        this.memory = memory;
        this.room = room;
    }

    /**
     * Plans and reads, but for what is stored whatever it holds: that is left to {@link #finish}.
     *
     * @param basis without a witness: nothing is judged here
     * @param room direct, with room for all that may be moved; kept
     * @param crew who plans and reads
     * @return empty where more is to be moved than there is room for, or in too many pieces
     */
    public static Optional<PlannedReading> of(PlanBasis basis, TaskMemory memory, ByteBuffer room, WorkerCrew crew)
            throws IOException, ComponentException {
        PlannedReading reading = new PlannedReading(memory, room);
        AtomicBoolean isPlanned = new AtomicBoolean();
        reading.have(crew, () -> {
            if (isPlanned.compareAndSet(false, true)) {
                reading.plan(basis);
            }
        });
        return reading.plan.map(known -> reading);
    }

    /** Reads what is planned already; empty when something could not be read. */
    public static Optional<KeptPages> of(PagePlan plan, TaskMemory memory, ByteBuffer room, WorkerCrew crew)
            throws IOException, ComponentException {
        PlannedReading reading = new PlannedReading(memory, room);
        reading.plan = Optional.of(plan);
        plan.moves().forEach(chunk -> reading.planned.add(reading.placed(chunk)));
        reading.planned.add(END);
        reading.have(crew, () -> {});
        return reading.finish();
    }

    /** What each of the crew does before it reads. */
    @FunctionalInterface
    private interface Planning {
        void plan() throws IOException, ComponentException;
    }

    private void have(WorkerCrew crew, Planning first) throws IOException, ComponentException {
        crew.all(Integer.MAX_VALUE, own -> () -> {
            first.plan();
            read();
            return this;
        });
    }

    /** How many bytes of the room it takes. */
    public int bytes() {
        return taken;
    }

    private void plan(PlanBasis basis) throws IOException, ComponentException {
        try {
            plan = PagePlan.of(basis, room.remaining(), this::place);
        } finally {
            planned.add(END);
        }
    }

    private void place(PlannedChunk chunk) {
        Placed placed = placed(chunk.moves().orElseThrow());
        if (chunk.area().stored() == Stored.ALL) {
            last.add(placed);
        } else {
            planned.add(placed);
        }
    }

    private Placed placed(PageChunk chunk) {
        Placed placed = new Placed(chunk, taken);
        taken += chunk.bytes();
        return placed;
    }

    private void read() throws InterruptedException {
        Placed next = planned.take();
        while (next.chunk() != null) {
            read(next);
            next = planned.take();
        }
        planned.add(next);
    }

    private void read(Placed placed) {
        ByteBuffer to = room.duplicate().position(room.position() + placed.at());
        PageChunk chunk = placed.chunk();
        boolean complete = chunk.readable()
                ? memory.read(chunk.ranges(), to).ending() == Ending.COMPLETE
                : chunk.ranges().stream()
                        .allMatch(range -> memory.readForced(range, to).ending() == Ending.COMPLETE);
        if (!complete) {
            whole = false;
        }
    }

    /** Reads the rest; empty when something could not be read. On one thread, when the crew is done. */
    public Optional<KeptPages> finish() {
        last.forEach(this::read);
        return whole ? plan.map(known -> new KeptPages(known, room.slice())) : Optional.empty();
    }
}
