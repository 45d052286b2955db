package io.sluice.spi.drain;

import io.sluice.spi.Availability;
import io.sluice.spi.ComponentException;
import io.sluice.spi.Host;
import io.sluice.spi.memory.MemorySample;
import io.sluice.spi.memory.PageChunk;
import io.sluice.spi.memory.ReadResult;
import io.sluice.spi.memory.ReadResult.Ending;
import io.sluice.spi.memory.TaskMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Copies pages out of a task or shared segment, through the buffer of the destination. It needs nothing in the target: a
 * drain that does can leave to it the chunks that it cannot move. From any threads.
 */
public final class ReadingDrain implements TaskDrain {
    private final String name;
    private final TaskMemory memory;
    private final int pageSize;

    /**
     * @param target what to read
     * @param pageSize in bytes
     */
    public ReadingDrain(DrainTarget target, int pageSize) {
        this(target.name(), target.memory(), pageSize);
    }

    /**
     * @param name what to call the memory in messages
     * @param memory what to read
     * @param pageSize in bytes
     */
    public ReadingDrain(String name, TaskMemory memory, int pageSize) {
        this.pageSize = pageSize;
        this.name = name;
        this.memory = memory;
    }

    /** Tries for real whether memory can be read here. */
    public static Availability probe(Host host) {
        MemorySample sample = host.sample();
        ByteBuffer buffer = ByteBuffer.allocateDirect((int) sample.range().bytes());
        ReadResult result = sample.memory().read(List.of(sample.range()), buffer);
        if (result.ending() == Ending.COMPLETE && sample.equalTo(buffer.flip())) {
            return Availability.works();
        }
        return new Availability.Missing(
                "process_vm_readv(2) does not read: " + result.ending(),
                "use a kernel with CONFIG_CROSS_MEMORY_ATTACH, or let the seccomp filter of this container allow it");
    }

    @Override
    public boolean move(PageChunk chunk, PageDestination destination) throws IOException, ComponentException {
        destination.buffer().clear();
        ChunkReading reading = new ChunkReading(chunk.ranges(), pageSize);
        boolean alive = true;
        while (alive && !reading.done()) {
            alive = advance(reading, chunk.readable(), destination.buffer());
        }
        destination.store(reading.moved());
        return alive;
    }

    /** One read, and what its ending asks for. */
    private boolean advance(ChunkReading reading, boolean readable, ByteBuffer buffer) throws ComponentException {
        ReadResult result = readable ? memory.read(reading.left(), buffer) : memory.readForced(reading.next(), buffer);
        return switch (result.ending()) {
            case COMPLETE -> accept(reading, result, buffer);
            case UNREADABLE -> accept(reading, result, buffer) && tryPage(reading, readable, buffer);
            case GONE -> {
                accept(reading, result, buffer);
                yield false;
            }
            case DENIED -> throw denied();
        };
    }

    private static boolean accept(ChunkReading reading, ReadResult result, ByteBuffer buffer) {
        buffer.position(reading.accept(result.bytes()));
        return true;
    }

    /** The next page fails. Its mapping may just have lost its read permission: then its bytes can still be had. */
    private boolean tryPage(ChunkReading reading, boolean readable, ByteBuffer buffer) throws ComponentException {
        if (readable && !reading.done()) {
            ReadResult forced = memory.readForced(reading.nextPage(), buffer);
            if (forced.ending() == Ending.COMPLETE) {
                return accept(reading, forced, buffer);
            }
            if (forced.ending() == Ending.GONE) {
                return false;
            }
        }
        buffer.position(reading.skipPage());
        return true;
    }

    private ComponentException denied() {
        return new ComponentException(
                "the kernel refuses to read the memory of " + name,
                "run as the target's user or as root, with CAP_SYS_PTRACE, and look at kernel.yama.ptrace_scope");
    }
}
