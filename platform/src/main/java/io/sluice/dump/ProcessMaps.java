package io.sluice.dump;

import io.sluice.proc.ProcFile;
import io.sluice.trace.FrozenTree;
import java.util.ArrayList;
import java.util.List;

/**
 * The mappings of one process as they were in the stop. Only the bytes are read there; they are parsed after it.
 *
 * @param pid as Sluice sees it
 * @param maps what /proc/PID/maps held
 */
@SuppressWarnings("ArrayRecordComponent") // never handed out
record ProcessMaps(int pid, byte[] maps) {

    /** Those of a whole tree that stands still. */
    static List<ProcessMaps> of(FrozenTree tree) {
        List<ProcessMaps> all = new ArrayList<>();
        for (FrozenTree.FrozenProcess process : tree.processes()) {
            ProcFile.read("/proc/" + process.pid() + "/maps")
                    .ifPresent(maps -> all.add(new ProcessMaps(process.pid(), maps)));
        }
        return all;
    }
}
