package io.sluice.resident;

import io.sluice.kernel.MemoryFile;
import io.sluice.kernel.OpenFile;
import io.sluice.kernel.PidDescriptor;
import io.sluice.resident.Resident.Kind;
import io.sluice.trace.shadow.ShadowException;
import java.util.List;
import java.util.Optional;

/** The tracking that stays in tasks: found, or put there. */
public final class ResidentTracks {
    private ResidentTracks() {}

    /** That of a task, found in it. */
    public static Optional<Resident> find(int pid) {
        return Residents.tracking(pid).stream()
                .filter(resident -> resident.kind() == Kind.TRACKING)
                .findFirst();
    }

    /**
     * That of a task, put there where it is not.
     *
     * @param startTicks when the task started
     * @param program a fingerprint of what it executes
     * @throws ShadowException when no calls can be made in it
     */
    public static Resident in(int pid, long startTicks, String program) {
        Optional<Resident> found = find(pid);
        if (found.isPresent()) {
            return found.get();
        }
        Installation.into(pid, TrackRecord.unfinished(startTicks, program));
        return find(pid)
                .orElseThrow(() -> new ShadowException(
                        "process " + pid + " has closed the descriptors by which it would be tracked"));
    }

    /**
     * A userfaultfd that only we hold, of a task that has to open it itself: put there, fetched, and taken out again.
     *
     * @throws ShadowException when no calls can be made in it, or tracking stays in it
     */
    public static OpenFile passing(int pid, long startTicks, String program) {
        if (find(pid).isPresent()) {
            throw new ShadowException("what tracks it stays in it until it is released");
        }
        Resident passing = in(pid, startTicks, program);
        try {
            return userFault(passing);
        } finally {
            Residents.takeOut(pid, List.of(passing));
        }
    }

    /** Its userfaultfd, as a file of ours too. Closed by the caller. */
    public static OpenFile userFault(Resident tracking) {
        try (PidDescriptor task = PidDescriptor.open(tracking.pid())) {
            return task.file(tracking.record().orElseThrow().userFault().getAsInt());
        }
    }

    /** Its record, locked for us alone until it is closed; empty when somebody else has it. */
    public static Optional<MemoryFile> record(Resident tracking) {
        int userFault = tracking.record().orElseThrow().userFault().getAsInt();
        int number = tracking.descriptors().stream()
                .filter(descriptor -> descriptor != userFault)
                .findFirst()
                .orElseThrow();
        OpenFile file = OpenFile.ofTask(tracking.pid(), number);
        if (!file.lock()) {
            file.close();
            return Optional.empty();
        }
        return Optional.of(new MemoryFile(file));
    }
}
