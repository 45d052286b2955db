package io.sluice.proc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The lines of /proc/PID/status of a process or thread, by their names (proc_pid_status(5)). */
public record StatusLines(Map<String, String> lines) {
    private static final int HEXADECIMAL = 16;
    /** Those of Linux 6.18, for x86-64. */
    private static final Set<String> KNOWN =
            Set.of(("Name Umask State Tgid Ngid Pid PPid TracerPid Uid Gid FDSize Groups"
                            + " NStgid NSpid NSpgid NSsid Kthread VmPeak VmSize VmLck VmPin VmHWM VmRSS RssAnon RssFile RssShmem VmData"
                            + " VmStk VmExe VmLib VmPTE VmPMD VmSwap HugetlbPages CoreDumping THP_enabled untag_mask Threads SigQ"
                            + " SigPnd ShdPnd SigBlk SigIgn SigCgt CapInh CapPrm CapEff CapBnd CapAmb NoNewPrivs Seccomp"
                            + " Seccomp_filters Speculation_Store_Bypass SpeculationIndirectBranch Cpus_allowed Cpus_allowed_list"
                            + " Mems_allowed Mems_allowed_list voluntary_ctxt_switches nonvoluntary_ctxt_switches"
                            + " x86_Thread_features x86_Thread_features_locked")
                    .split(" "));

    /** Reads those of one; empty when it is gone. */
    public static Optional<StatusLines> read(int pid) {
        return ProcFile.read("/proc/" + pid + "/status").map(StatusLines::parse);
    }

    static StatusLines parse(byte[] bytes) {
        Map<String, String> lines = new HashMap<>();
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                lines.put(line.substring(0, colon), line.substring(colon + 1).trim());
            }
        }
        return new StatusLines(lines);
    }

    /** What a line says; empty where this kernel has no such line. */
    public String text(String name) {
        return lines.getOrDefault(name, "");
    }

    /** The names of those that came to the kernel after Sluice was written, ascending. */
    public List<String> unknown() {
        return lines.keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .sorted()
                .toList();
    }

    /** The numbers of a line, unsigned and of 32 bits. */
    public List<Integer> numbers(String name) {
        List<Integer> numbers = new ArrayList<>();
        for (String word : text(name).split("\\s+", -1)) {
            if (!word.isEmpty()) {
                numbers.add(Integer.parseUnsignedInt(word));
            }
        }
        return numbers;
    }

    /** The last of the numbers of a line that has one for each namespace; 0 where there is none. */
    public int innermost(String name) {
        List<Integer> numbers = numbers(name);
        return numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
    }

    /** A set of bits, written in hexadecimal. */
    public long bits(String name) {
        return text(name).isEmpty() ? 0 : Long.parseUnsignedLong(text(name), HEXADECIMAL);
    }
}
