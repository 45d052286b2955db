package io.sluice.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What trials found, in their order. For one thread. */
final class Trials {
    private final List<Feature> found = new ArrayList<>();

    /** What was tried; answers what was seen, throws {@link KernelException} when it does not work. */
    @FunctionalInterface
    interface Trial {
        String run();
    }

    List<Feature> found() {
        return List.copyOf(found);
    }

    void add(String name, boolean works, String detail, String meaning) {
        found.add(new Feature(name, works, detail, meaning));
    }

    /** Which of these work. */
    List<String> working(String... names) {
        return found.stream()
                .filter(Feature::works)
                .map(Feature::name)
                .filter(List.of(names)::contains)
                .toList();
    }

    void tell(String name, String meaning, Trial trial) {
        try {
            add(name, true, trial.run(), meaning);
        } catch (KernelException e) {
            add(name, false, e.getMessage(), meaning);
        }
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new KernelException(otherwise);
        }
    }

    /** Stops a task, looks into it, and lets it go. */
    static String stopped(int pid, Function<Ptrace, String> look) {
        Ptrace ptrace = new Ptrace();
        ptrace.seize(pid);
        try {
            ptrace.interrupt(pid);
            Optional<Ptrace.Stop> stop = ptrace.poll(pid);
            while (stop.isEmpty()) {
                Thread.onSpinWait();
                stop = ptrace.poll(pid);
            }
            require(stop.get() instanceof Ptrace.Stop.Trapped, "the task did not stop: " + stop.get());
            return look.apply(ptrace);
        } finally {
            ptrace.detach(pid, 0);
        }
    }
}
