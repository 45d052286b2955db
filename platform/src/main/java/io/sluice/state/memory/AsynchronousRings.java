package io.sluice.state.memory;

import io.sluice.image.message.AioRingEntry;
import io.sluice.kernel.Architecture.Call;
import io.sluice.kernel.ForcedMemory;
import io.sluice.kernel.KernelException;
import io.sluice.proc.Mapping;
import io.sluice.proc.MappingKind;
import io.sluice.proc.MappingKinds;
import io.sluice.state.Refusal;
import io.sluice.state.StoppedTask;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Rings of asynchronous I/O (io_setup(2)): a restore sets each up anew, of the same size, and what has completed and was not
 * collected is in it again. What is still under way is not seen from outside, and lost.
 */
final class AsynchronousRings {
    /** The kernel's struct aio_ring, and what follows it in the mapping: struct io_event, linux/aio_abi.h. */
    private static final int HEADER = 32;

    private static final int EVENT = 32;
    private static final int EVENTS_AT = 4;
    private static final int HEAD_AT = 8;
    private static final int TAIL_AT = 12;
    private static final int MAGIC_AT = 16;
    private static final int MAGIC = 0xa10a10a1;
    private final StoppedTask task;

    AsynchronousRings(StoppedTask task) {
        this.task = task;
    }

    /** Those among a task's mappings. */
    List<AioRingEntry> of(List<Mapping> mappings) {
        return mappings.stream()
                .filter(mapping -> MappingKinds.of(mapping) == MappingKind.AIO_RING)
                .map(this::entry)
                .toList();
    }

    private AioRingEntry entry(Mapping ring) {
        int events = (int) ((ring.range().bytes() - HEADER) / EVENT);
        requireWhole(ring, events);
        requireOwn(ring);
        return AioRingEntry.newBuilder()
                .setId(ring.range().start())
                .setNrReq(asked(events))
                .setRingLen((int) ring.range().bytes())
                .build();
    }

    /** How many requests io_setup(2) was told, as far as the ring's size depends on it: the kernel makes room for twice as many, and two. */
    private static int asked(int events) {
        return (events - 2) / 2;
    }

    /** A restore could not set up what the program has cut, or overwritten. */
    private void requireWhole(Mapping ring, int events) {
        ByteBuffer header = header(ring).order(ByteOrder.nativeOrder());
        boolean whole = header.getInt(MAGIC_AT) == MAGIC
                && header.getInt(EVENTS_AT) == events
                && Integer.compareUnsigned(header.getInt(HEAD_AT), events) < 0
                && Integer.compareUnsigned(header.getInt(TAIL_AT), events) < 0;
        if (!whole) {
            throw MappingSurvey.refused(
                    task.name(), ring, "is a ring of asynchronous I/O that the program has damaged");
        }
    }

    private ByteBuffer header(Mapping ring) {
        try (ForcedMemory memory = ForcedMemory.open(task.pid())) {
            return ByteBuffer.wrap(memory.read(ring.range().start(), HEADER));
        } catch (KernelException gone) {
            throw Refusal.gone(task.name());
        }
    }

    /** A child gets the mapping of its parent's ring, and cannot use it (io_setup(2)); a restore would give it one. */
    private void requireOwn(Mapping ring) {
        if (task.calls().ofProcess().attempt(Call.IO_GETEVENTS, ring.range().start(), 0, 0, 0, 0) != 0) {
            throw MappingSurvey.refused(task.name(), ring, "is another process's ring of asynchronous I/O");
        }
    }
}
