package io.sluice.trace.shadow;

import io.sluice.proc.TaskStatus;
import io.sluice.spi.memory.PageRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shadows of one request: at most one a process, made when it is first asked for. Used by one thread at a time. */
public final class Shadows implements AutoCloseable {
    private final Map<Integer, Lent> lent = new LinkedHashMap<>();
    private final List<String> refusals = new ArrayList<>();
    private final Optional<String> unwanted;

    /** Shadows in whatever process they are asked for. */
    public Shadows() {
        this(Optional.empty());
    }

    private Shadows(Optional<String> unwanted) {
        this.unwanted = unwanted;
    }

    /** None at all, for a reason. */
    public static Shadows none(String why) {
        return new Shadows(Optional.of(why));
    }

    private record Lent(Shadow shadow, ShadowCalls calls) implements AutoCloseable {
        @Override
        public void close() {
            calls.close();
            shadow.close();
        }
    }

    /** The calls of one in a process; empty where none can be made, for a reason that {@link #refusals} tells. */
    public Optional<ShadowCalls> calls(int pid) {
        if (!lent.containsKey(pid)) {
            try {
                requireWanted();
                requireRunning(pid);
                Shadow shadow = Shadow.in(pid);
                lent.put(pid, new Lent(shadow, new ShadowCalls(shadow)));
            } catch (ShadowException e) {
                refusals.add(e.getMessage());
                return Optional.empty();
            }
        }
        return Optional.of(lent.get(pid).calls());
    }

    private void requireWanted() {
        if (unwanted.isPresent()) {
            throw new ShadowException(unwanted.get());
        }
    }

    /** A stopped one loses nothing by being read, and would have to run a little for every shadow. */
    private static void requireRunning(int pid) {
        if (TaskStatus.read(pid).filter(status -> status.state() == 'T').isPresent()) {
            throw new ShadowException("process " + pid + " is stopped");
        }
    }

    /** What of a process's memory is ours at the moment, and no part of an image. */
    public List<PageRange> scratch(int pid) {
        return Optional.ofNullable(lent.get(pid))
                .map(one -> List.of(one.shadow().scratch()))
                .orElse(List.of());
    }

    /** Where in a process's own memory there is something of ours at the moment in place of zeros. */
    public List<PageRange> traces(int pid) {
        return Optional.ofNullable(lent.get(pid))
                .map(one -> one.shadow().traces())
                .orElse(List.of());
    }

    /** Why there are none where some were asked for. */
    public List<String> refusals() {
        return List.copyOf(refusals);
    }

    /** Has the one in a process leave, if there is one. */
    public void close(int pid) {
        Lent one = lent.remove(pid);
        if (one != null) {
            one.close();
        }
    }

    @Override
    public void close() {
        List.copyOf(lent.keySet()).forEach(this::close);
    }
}
