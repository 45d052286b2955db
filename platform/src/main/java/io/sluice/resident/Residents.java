package io.sluice.resident;

import io.sluice.kernel.Architecture.Call;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.ProcessMemory;
import io.sluice.proc.TaskIdentity;
import io.sluice.resident.Resident.Kind;
import io.sluice.trace.shadow.HeldCalls;
import io.sluice.trace.shadow.Leftovers;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Finds what is ours in a task, and takes it out. The task runs. */
public final class Residents {
    private Residents() {}

    /**
     * Finds it, and changes nothing.
     *
     * @throws KernelException when the task cannot be looked at
     */
    public static List<Resident> of(int pid) {
        List<Resident> found = tracking(pid);
        if (Leftovers.hasStub(pid)) {
            found.add(new Resident(pid, Kind.STUB, List.of(), Optional.empty()));
        }
        for (int shadow : Leftovers.shadows(pid)) {
            found.add(new Resident(shadow, Kind.SHADOW, List.of(), Optional.empty()));
        }
        return found;
    }

    /**
     * Whether a descriptor belongs to tracking of ours, whosever that is and whole or not.
     *
     * @param link what it is called, by which most are known to be the task's own
     */
    public static boolean isTracking(int pid, int number, String link) {
        return OpenDescriptors.isPerhapsOurs(link)
                && tracking(pid).stream()
                        .anyMatch(resident -> resident.descriptors().contains(number));
    }

    /** Finds tracking alone, whosever it is and whole or not. */
    static List<Resident> tracking(int pid) {
        List<Resident> found = new ArrayList<>();
        OpenDescriptors open = OpenDescriptors.of(pid);
        Optional<TaskIdentity> task = identity(pid);
        for (int number : open.links().keySet()) {
            if (open.isRecord(number) && task.isPresent()) {
                found.add(tracking(open, number, task.get()));
            }
        }
        return found;
    }

    private static Optional<TaskIdentity> identity(int pid) {
        try (ProcessMemory memory = ProcessMemory.open(pid)) {
            return TaskIdentity.read(pid, memory);
        }
    }

    private static Resident tracking(OpenDescriptors open, int number, TaskIdentity task) {
        Optional<TrackRecord> record = open.record(number);
        NavigableSet<Integer> descriptors = new TreeSet<>(List.of(number));
        if (record.isEmpty() || record.get().userFault().isEmpty()) {
            open.links().keySet().stream()
                    .filter(open::isUserFault)
                    .filter(open::isIdle)
                    .forEach(descriptors::add);
            return new Resident(open.pid(), Kind.UNFINISHED_TRACKING, List.copyOf(descriptors), record);
        }
        int userFault = record.get().userFault().getAsInt();
        if (open.isUserFault(userFault)) {
            descriptors.add(userFault);
        }
        boolean own = record.get().startTicks() == task.startTicks()
                && record.get().program().equals(task.program());
        boolean whole = descriptors.size() == 2;
        Kind kind = own ? (whole ? Kind.TRACKING : Kind.UNFINISHED_TRACKING) : Kind.INHERITED_TRACKING;
        return new Resident(open.pid(), kind, List.copyOf(descriptors), record);
    }

    /**
     * Takes out all that is found in a task; nothing when nothing is.
     *
     * @return what was found
     * @throws io.sluice.trace.shadow.ShadowException when no calls can be made in the task; then it is as before
     */
    public static List<Resident> release(int pid) {
        List<Resident> found = of(pid);
        if (!found.isEmpty()) {
            takeOut(pid, found);
        }
        return found;
    }

    /** Takes these out; and, as every visit does, what a Sluice that died left behind. */
    static void takeOut(int pid, List<Resident> residents) {
        HeldCalls.in(pid, calls -> {
            for (Resident resident : residents) {
                resident.descriptors().forEach(number -> calls.attempt(Call.CLOSE, number));
            }
            return residents;
        });
    }
}
