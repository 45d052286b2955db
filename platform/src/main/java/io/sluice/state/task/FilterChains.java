package io.sluice.state.task;

import com.google.protobuf.ByteString;
import io.sluice.image.message.SeccompEntry;
import io.sluice.image.message.SeccompFilterEntry;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.Ptrace;
import io.sluice.kernel.Ptrace.Filter;
import io.sluice.state.Refusal;
import io.sluice.state.StoppedTask;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The filters of the calls of a tree (seccomp(2)), all in one message. A chain stands there from its newest filter on, and
 * each older one names the newer one before it. Threads name the oldest one of theirs, and are filtered by it first.
 */
public final class FilterChains {
    private static final String FILTERED = "2";
    private static final int SYNCHRONIZED = 1;
    private static final int RETURN_NUMBER = 6;
    private static final int ASK_LISTENER = 0x7fc0;

    private final SeccompEntry.Builder filters = SeccompEntry.newBuilder();
    private final Map<List<SeccompFilterEntry>, Integer> known = new HashMap<>();

    /**
     * Those of the threads of a process, by thread: the number of the oldest filter. Where all threads have the same, only the
     * first one is there: a restore gives it the filters for all at once, so that they stay bound together.
     */
    Map<Integer, Integer> of(StoppedTask task) {
        Map<Integer, List<SeccompFilterEntry>> chains = new HashMap<>();
        for (int thread : task.threads()) {
            if (task.status(thread).text("Seccomp").equals(FILTERED)) {
                chains.put(thread, chain(task, thread));
            }
        }
        Map<Integer, Integer> numbers = new HashMap<>();
        if (chains.size() == task.threads().size()
                && chains.values().stream().distinct().count() == 1) {
            numbers.put(task.pid(), number(synchronize(chains.get(task.pid()))));
        } else {
            chains.forEach((thread, chain) -> numbers.put(thread, number(chain)));
        }
        return numbers;
    }

    /** The message of the whole tree. */
    public SeccompEntry image() {
        return filters.build();
    }

    /** From the oldest one to the newest. */
    private static List<SeccompFilterEntry> chain(StoppedTask task, int thread) {
        try {
            Ptrace ptrace = task.ptrace();
            List<SeccompFilterEntry> chain = new ArrayList<>();
            for (Filter filter : ptrace.filters(thread)) {
                requireNoListener(filter, "thread " + thread + " of " + task.name());
                chain.add(entry(filter));
            }
            return chain;
        } catch (KernelException e) {
            throw Refusal.of(
                    "thread " + thread + " of " + task.name(),
                    "its calls are filtered (seccomp), and the filters cannot be read: " + e.getMessage(),
                    "run with CAP_SYS_ADMIN, and without filters of Sluice's own calls");
        }
    }

    private static void requireNoListener(Filter filter, String name) {
        for (long instruction : filter.program()) {
            if ((instruction & 0xffff) == RETURN_NUMBER && instruction >>> 48 == ASK_LISTENER) {
                throw Refusal.of(
                        name,
                        "another process answers calls of it (SECCOMP_RET_USER_NOTIF)",
                        "such processes can be pre-dumped, and not be dumped");
            }
        }
    }

    private static SeccompFilterEntry entry(Filter filter) {
        ByteBuffer bytes =
                ByteBuffer.allocate(filter.program().length * Long.BYTES).order(ByteOrder.nativeOrder());
        bytes.asLongBuffer().put(filter.program());
        return SeccompFilterEntry.newBuilder()
                .setFilter(ByteString.copyFrom(bytes))
                .setFlags(filter.flags())
                .build();
    }

    private static List<SeccompFilterEntry> synchronize(List<SeccompFilterEntry> chain) {
        return chain.stream()
                .map(filter -> filter.toBuilder()
                        .setFlags(filter.getFlags() | SYNCHRONIZED)
                        .build())
                .toList();
    }

    private int number(List<SeccompFilterEntry> chain) {
        return known.computeIfAbsent(chain, this::add);
    }

    private int add(List<SeccompFilterEntry> chain) {
        for (int i = chain.size() - 1; i >= 0; i--) {
            SeccompFilterEntry.Builder filter = chain.get(i).toBuilder();
            if (i < chain.size() - 1) {
                filter.setPrev(filters.getSeccompFiltersCount() - 1);
            }
            filters.addSeccompFilters(filter);
        }
        return filters.getSeccompFiltersCount() - 1;
    }
}
