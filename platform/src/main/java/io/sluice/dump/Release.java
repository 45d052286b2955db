package io.sluice.dump;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.kernel.KernelException;
import io.sluice.resident.Resident;
import io.sluice.resident.Residents;
import io.sluice.trace.TreeSurvey;
import io.sluice.trace.shadow.ShadowException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** The use case: what is ours in a running tree is found, and taken out. */
public final class Release {
    private Release() {}

    /** Finds it, and changes nothing. */
    public static List<Resident> find(int root) {
        return each(root, Residents::of);
    }

    /** Takes it out. */
    public static List<Resident> release(int root) {
        return each(root, Residents::release);
    }

    private static List<Resident> each(int root, IntFunction<List<Resident>> work) {
        List<Resident> all = new ArrayList<>();
        for (int pid : TreeSurvey.of(root).processes()) {
            try {
                all.addAll(work.apply(pid));
            } catch (ShadowException e) {
                throw new SluiceException(
                        ErrorCode.TARGET_UNSUPPORTED,
                        "what is in process " + pid + " cannot be taken out: " + e.getMessage(),
                        "try again; it does no harm, and ends with the process",
                        e);
            } catch (KernelException e) {
                requireGone(pid, e);
            }
        }
        return all;
    }

    /** One that has ended meanwhile holds nothing any more. */
    private static void requireGone(int pid, KernelException e) {
        if (!e.errno().isGone()) {
            throw TreeDrain.refused(pid, e);
        }
    }
}
