package io.sluice.state.file;

import io.sluice.image.message.OwnerEntry;
import io.sluice.kernel.FileControl;
import io.sluice.kernel.FileControl.Owner;
import io.sluice.kernel.OpenFile;
import io.sluice.proc.ProcFile;
import io.sluice.proc.StatusLines;
import io.sluice.state.Refusal;
import java.nio.charset.StandardCharsets;

/**
 * What is known of a descriptor, whatever it stands for (proc_pid_fdinfo(5)).
 *
 * @param pid whose it is
 * @param number its number there
 * @param position where it reads and writes next
 * @param flags of open(2), without O_CLOEXEC
 * @param closedOnExec whether it is closed by execve(2)
 */
record DescriptorFacts(int pid, int number, long position, int flags, boolean closedOnExec) {
    private static final int CLOSE_ON_EXEC = 0_2000000;

    static DescriptorFacts of(int pid, int number, String task) {
        String lines = ProcFile.read("/proc/" + pid + "/fdinfo/" + number)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElseThrow(() -> Refusal.gone(task));
        int flags = Integer.parseUnsignedInt(value(lines, "flags:"), 8);
        return new DescriptorFacts(
                pid,
                number,
                Long.parseLong(value(lines, "pos:")),
                flags & ~CLOSE_ON_EXEC,
                (flags & CLOSE_ON_EXEC) != 0);
    }

    private static String value(String lines, String name) {
        return lines.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).trim())
                .findFirst()
                .orElse("0");
    }

    String place() {
        return "/proc/" + pid + "/fd/" + number;
    }

    /** Who gets its signals. */
    static OwnerEntry owner(OpenFile shared) {
        Owner owner = new FileControl(shared).owner();
        int id = owner.id() == 0
                ? 0
                : StatusLines.read(owner.id())
                        .map(status -> status.innermost("NSpid"))
                        .orElse(0);
        return OwnerEntry.newBuilder()
                .setUid(owner.user())
                .setEuid(owner.effectiveUser())
                .setSignum(owner.signal())
                .setPidType(owner.type())
                .setPid(id)
                .build();
    }
}
