package io.sluice.kernel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Where the parts of the extended state of a thread stand, in the form in which the kernel gives it: that differs from
 * processor to processor, and only the instruction cpuid tells. A helper of ours asks it.
 *
 * @param offsets in bytes by the number of the part, 0 to 9; 0 where the processor has no such part
 */
public record ExtendedLayout(List<Integer> offsets) {
    public ExtendedLayout {
        offsets = List.copyOf(offsets);
    }

    private static final int FIRST = 2;
    private static final int PARTS = 10;
    private static final long LONGEST = Duration.ofSeconds(2).toNanos();
    private static final long PAUSE = Duration.ofNanos(50_000).toNanos();

    /**
     * Asks; takes some milliseconds.
     *
     * @throws KernelException when no helper can be started, or it does not answer
     */
    public static ExtendedLayout read() {
        try (HelperTask helper = HelperTask.start()) {
            long started = System.nanoTime();
            Optional<ExtendedLayout> layout = look(helper.pid());
            while (layout.isEmpty()) {
                if (System.nanoTime() - started > LONGEST) {
                    throw new KernelException(new Errno(0), "cpuid by a helper");
                }
                LockSupport.parkNanos(PAUSE);
                layout = look(helper.pid());
            }
            return layout.get();
        }
    }

    /** It may just be executing its program: then it has no such memory yet, or still that of Sluice. */
    private static Optional<ExtendedLayout> look(int helper) {
        long table = Architecture.current().idleLayout();
        try (ForcedMemory memory = ForcedMemory.open(helper)) {
            if (word(memory, table) == 0) {
                return Optional.empty();
            }
            List<Integer> offsets = new ArrayList<>(Collections.nCopies(FIRST, 0));
            for (int part = FIRST; part < PARTS; part++) {
                offsets.add(word(memory, table + (long) part * Integer.BYTES));
            }
            return Optional.of(new ExtendedLayout(offsets));
        } catch (KernelException notYet) {
            return Optional.empty();
        }
    }

    private static int word(ForcedMemory memory, long address) {
        return (int) memory.word(address);
    }
}
