package io.sluice.testkit.image;

import io.sluice.testkit.proc.TaskFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Optional;

/** The memory of a stopped process through /proc/PID/mem, which reads private memory without rights too. */
final class LiveMemory implements AutoCloseable {
    private static final int AHEAD = 256;
    private final FileChannel memory;
    private final ByteBuffer ahead = ByteBuffer.allocateDirect(AHEAD * Pagemap.PAGE);
    private final FileChannel pagemap;
    private final ByteBuffer entries = ByteBuffer.allocate(AHEAD * Long.BYTES).order(ByteOrder.nativeOrder());
    private long aheadFrom = -1;
    private long entriesFrom = -1;

    LiveMemory(TaskFiles task) throws IOException {
        pagemap = FileChannel.open(task.folder().resolve("pagemap"));
        memory = FileChannel.open(task.folder().resolve("mem"));
    }

    /** One page of a mapping that ends at {@code end}; empty where nothing can be read. */
    Optional<ByteBuffer> page(long address, long end) {
        if (aheadFrom < 0 || address < aheadFrom || address + Pagemap.PAGE > aheadFrom + ahead.limit()) {
            fetch(address, (int) Math.min(ahead.capacity(), end - address));
        }
        if (aheadFrom < 0) {
            return Optional.empty();
        }
        return Optional.of(ahead.slice((int) (address - aheadFrom), Pagemap.PAGE));
    }

    /** Whether the kernel holds a page there: present or swapped out (proc_pid_pagemap(5)). */
    boolean populated(long address) throws IOException {
        long number = address / Pagemap.PAGE;
        if (entriesFrom < 0 || number < entriesFrom || number >= entriesFrom + AHEAD) {
            entriesFrom = number;
            entries.clear();
            while (entries.hasRemaining() && pagemap.read(entries, number * Long.BYTES + entries.position()) > 0) {}
        }
        return entries.getLong((int) (number - entriesFrom) * Long.BYTES) >>> 62 != 0;
    }

    private void fetch(long address, int length) {
        aheadFrom = -1;
        for (int wanted : new int[] {length, Pagemap.PAGE}) {
            if (read(address, wanted)) {
                aheadFrom = address;
                return;
            }
        }
    }

    private boolean read(long address, int length) {
        ahead.clear().limit(length);
        try {
            while (ahead.hasRemaining()) {
                if (memory.read(ahead, address + ahead.position()) <= 0) {
                    return false;
                }
            }
            ahead.flip();
            return true;
        } catch (IOException unreadable) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        memory.close();
        pagemap.close();
    }
}
